import type { AuditAction, AuditRow } from "@/api/types";
import { orderNumber } from "@/lib/order-number";

/** A part of a sentence: words, or a name that leads somewhere. */
export type Part = string | { text: string; to: string };

/** `alarm`: somebody may be trying to get in. `grave`: something was taken away. */
export type Weight = "plain" | "grave" | "alarm";

interface Kind {
  /** For the filter. */
  name: string;
  weight: Weight;
  say: (row: AuditRow) => Part[];
}

const kinds: Record<AuditAction, Kind> = {
  "sign_in.blocked": {
    name: "Sign-in held back",
    weight: "alarm",
    say: (row) => [
      "Too many wrong passwords for ",
      row.target_id ? whom(row) : "an email without an account",
      ". Signing in was held back for a while.",
    ],
  },
  "password.guessed": {
    name: "Password guessed at",
    weight: "alarm",
    say: (row) => [
      "Somebody who was signed in as ",
      whom(row),
      " gave too many wrong passwords to confirm something.",
    ],
  },
  "session.token_reused": {
    name: "Old sign-in used again",
    weight: "alarm",
    say: (row) => [
      "A sign-in of ",
      whom(row),
      " was used again after it had been renewed. It was ended: it may have been copied.",
    ],
  },
  "password.changed": {
    name: "Password changed",
    weight: "plain",
    say: (row) => [whom(row), " took a new password."],
  },
  "account.deleted": {
    name: "Account deleted by its owner",
    weight: "grave",
    say: (row) => ["The owner of ", whom(row), " deleted it."],
  },
  "user.disabled": {
    name: "User disabled",
    weight: "grave",
    say: (row) => [who(row), " disabled the account of ", whom(row), "."],
  },
  "user.enabled": {
    name: "User enabled",
    weight: "plain",
    say: (row) => [who(row), " enabled the account of ", whom(row), "."],
  },
  "user.role_changed": {
    name: "Role changed",
    weight: "grave",
    say: (row) => [
      who(row),
      " made ",
      whom(row),
      ` ${withArticle(row.detail.after)}, who was ${withArticle(row.detail.before)}.`,
    ],
  },
  "user.deleted": {
    name: "User deleted",
    weight: "grave",
    say: (row) => [who(row), ` deleted the account of ${withArticle(row.detail.role)} (`, whom(row), ")."],
  },
  "product.disabled": {
    name: "Product disabled",
    weight: "grave",
    say: (row) => [who(row), " took ", whom(row), " off the market."],
  },
  "product.enabled": {
    name: "Product enabled",
    weight: "plain",
    say: (row) => [who(row), " put ", whom(row), " back on the market."],
  },
  "product.reviewed": {
    name: "Product looked at",
    weight: "plain",
    say: (row) => [who(row), " looked at ", whom(row), " and found it fine."],
  },
  "order.cancelled": {
    name: "Order cancelled",
    weight: "grave",
    say: (row) => [who(row), " cancelled ", whom(row), "."],
  },
  "order.completed": {
    name: "Order completed",
    weight: "plain",
    say: (row) => [who(row), " marked ", whom(row), " as handed over."],
  },
  "report.closed": {
    name: "Report closed",
    weight: "plain",
    say: (row) => [
      who(row),
      " closed a report about ",
      whom(row),
      `${outcomes[String(row.detail.outcome)] ?? ""}.`,
    ],
  },
  "synonyms.added": {
    name: "Synonyms added",
    weight: "plain",
    say: (row) => [who(row), " added the synonyms ", synonyms(row), "."],
  },
  "synonyms.changed": {
    name: "Synonyms changed",
    weight: "plain",
    say: (row) => [who(row), " changed synonyms, which now are ", synonyms(row), "."],
  },
  "synonyms.removed": {
    name: "Synonyms removed",
    weight: "grave",
    say: (row) => [who(row), " removed the synonyms ", synonyms(row), "."],
  },
  "synonyms.imported": {
    name: "Synonyms imported",
    weight: "plain",
    say: (row) => [
      who(row),
      " imported ",
      synonyms(row),
      `: ${groups(row.detail.added)} added, ${groups(row.detail.removed)} removed.`,
    ],
  },
};

const outcomes: Record<string, string> = {
  no_action: ": nothing had to be done",
  warned: ": they were warned",
  account_disabled: ": their account was disabled",
};

const vague: Kind = {
  name: "Something else",
  weight: "plain",
  say: (row) => [who(row), ` did “${row.action}” to `, whom(row), "."],
};

/** The kinds to choose from, by name. */
export const actionChoices = Object.entries(kinds)
  .map(([value, { name }]) => ({ value, label: name }))
  .sort((one, other) => one.label.localeCompare(other.label));

export const actions = Object.keys(kinds) as AuditAction[];

/** What happened, as a sentence whose names are links; and the reason, if one was given. */
export function tell(row: AuditRow): { parts: Part[]; reason: string | null; weight: Weight } {
  // A newer server may know kinds that this page does not.
  const kind = Object.hasOwn(kinds, row.action) ? kinds[row.action] : vague;
  const { reason } = row.detail;
  return { parts: kind.say(row), reason: reason ? String(reason) : null, weight: kind.weight };
}

function who({ actor_id, actor_name }: AuditRow): Part {
  if (actor_id === null) return "Somebody";
  return { text: actor_name ?? "somebody who is gone", to: `/admin/users/${actor_id}` };
}

function whom({ target_type, target_id, target_name }: AuditRow): Part {
  if (target_id === null) return "nobody known";
  if (target_type === "order")
    return { text: `order ${orderNumber(target_id)}`, to: `/admin/orders?search=${target_id}` };
  if (target_type === "product")
    return {
      text: `“${target_name ?? "a product that is gone"}”`,
      to: `/admin/products?queue=all&search=${target_id}`,
    };
  if (target_type === "synonyms") return { text: "synonyms", to: synonymsPage };
  return { text: target_name ?? "somebody who is gone", to: `/admin/users/${target_id}` };
}

const synonymsPage = "/admin/synonyms";

/** The words of a group, as they were then. */
function synonyms({ detail }: AuditRow): Part {
  return { text: String(detail.words ?? "synonyms"), to: synonymsPage };
}

function groups(count: string | number | undefined): string {
  return count === 1 ? "one group" : `${count ?? 0} groups`;
}

function withArticle(role: string | number | undefined): string {
  return `${role === "admin" ? "an" : "a"} ${role ?? "user"}`;
}
