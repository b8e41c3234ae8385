/** What auth asks of a password; it decides, this only tells people before they send. */
export const passwordLength_chars = 8;
export const passwordAtMost_bytes = 72;
export const nameLength_chars = 80;
/** From here down a product's stock is called low where it is shown to shoppers. */
export const fewLeft = 5;
