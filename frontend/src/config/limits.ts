/** What auth asks of a password; it decides, this only tells people before they send. */
export const passwordLength_chars = 8;
export const passwordAtMost_bytes = 72;
export const nameLength_chars = 80;
