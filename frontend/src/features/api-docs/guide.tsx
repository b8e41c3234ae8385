import { Fragment, type ReactNode } from "react";
import type { ApiDocument } from "./document";
import { FieldTable } from "./field-table";
import { fieldsOf } from "./fields";
import {
  liveExample,
  messageExample,
  pagingExample,
  problemExample,
  repeatExample,
  searchExample,
  signInExample,
} from "./guide-examples";
import { guideParts, statuses } from "./guide-parts";
import { CodeBlock, Prose } from "./text";

const problemSchema = { $ref: "#/components/schemas/ProblemDocument" };

/** What holds for every operation, to be read once. */
export function Guide({ document: { root } }: { document: ApiDocument }) {
  const { origin } = window.location;
  const problemFields = fieldsOf(root, problemSchema);
  return (
    <div className="flex flex-col gap-8">
      <Part id="sign-in">
        <Prose
          text={
            "Sign in or register; both answer an access token, which holds for 15 minutes. Send it as " +
            "`Authorization: Bearer …`. They also set the cookie `souk_refresh` (HttpOnly, for `/api/auth` only): " +
            "`POST /api/auth/refresh` trades it for the next cookie and a fresh access token. Each cookie works once; " +
            "an old one that comes back ends the sign-in. A demo shop has the account of the example."
          }
        />
        <CodeBlock label="Keep the token in a variable" code={signInExample(origin)} />
      </Part>
      <Part id="values">
        <Prose
          text={
            "Bodies are JSON. Money is a number of US dollars with at most two decimals. Ids are 24 hex characters. " +
            "Times are UTC, such as `2026-01-31T09:30:00Z`. Unknown fields are refused and nothing is converted: " +
            '`"3"` is not 3. A body may have 1 MB; imports may have 200 MB.'
          }
        />
      </Part>
      <Part id="problems">
        <Prose
          text={
            "Every error is an RFC 9457 problem, `application/problem+json`. `detail` is a sentence for people, `type` " +
            "is for programs, `errors` names fields, and `request_id` is what to name when you ask us about it. Some " +
            "have members of their own, such as `available_stock`."
          }
        />
        <Statuses />
        <CodeBlock label="An order for more than there is" code={problemExample} />
        {problemFields.length > 0 && <FieldTable caption="Fields of a problem" fields={problemFields} />}
      </Part>
      <Part id="idempotency">
        <Prose
          text={
            "A request whose answer got lost can be sent again without harm: give it an `Idempotency-Key` of your own, " +
            "1 to 255 printable ASCII characters, wherever an operation lists that header. The same key and the same " +
            "body get the first answer once more, with `Idempotent-Replayed: true`; the same key with another body " +
            "gets 422. Keys are yours alone and are kept for 7 days."
          }
        />
        <CodeBlock label="Buy once, however often it is sent" code={repeatExample(origin)} />
      </Part>
      <Part id="paging">
        <Prose
          text={
            "Lists take `page` (from 1) and `limit` (1 to 100, default 20) and answer `items`, `total`, `page` and " +
            "`pages`. `page` times `limit` may be 10,000 at most. The order is total: no item shows up twice while " +
            "nothing changes."
          }
        />
        <CodeBlock label="The second ten" code={pagingExample(origin)} />
      </Part>
      <Part id="search">
        <Prose
          text={
            "`GET /api/products/` with a `search` forgives typos and knows synonyms, and is loosened rather than left " +
            "without an answer. `corrected` is the text that was searched instead of yours, unless you send " +
            "`verbatim=true`; `relaxed` says what was not insisted on: some of the `words`, the `filters`, or the whole " +
            "`text`, when the newest products are all there is. `matching` are the words and phrases that found the products."
          }
        />
        <Prose
          text={
            "With `facets=true` you also get what the list can be narrowed to, counted. Send `category`, `brand` and " +
            "`attribute` up to 20 times each, the last as `name:value`: several values of one name are alternatives, " +
            "different names must all hold. `min_price` and `max_price` include their bounds."
          }
        />
        <CodeBlock label="Lanterns of brass or copper, with counts" code={searchExample(origin)} />
      </Part>
      <Part id="rate-limits">
        <Prose
          text={
            "An address may send 50 requests a second, in bursts of 300, and another 200 a second to `/api/products`, in " +
            "bursts of 800; some more at once are made to wait. Of those to `/api/products` 40 are answered at a time. " +
            "Sign-in, registration and change of password: 5 a second, in bursts of 20. Wrong passwords are counted for " +
            "each account besides. Beyond that the answer is 429, and `Retry-After` says how many seconds to wait."
          }
        />
      </Part>
      <Part id="live-events">
        <Prose
          text={
            "Stock comes by Socket.IO at `/socket.io/`, with or without a token. Send `watch` with up to 200 " +
            "`product_ids`; the acknowledgement tells how they are now, and a refusal comes in its place as `{error}` " +
            "with a problem. From then on `stock_update` (`product_id, stock, seq, name`) and `product_update` (`product_id, price, " +
            "status, updated_at`) arrive until `unwatch`. Take an event only when its `seq` is higher than what you " +
            "have, and watch again after each connect: then you are right after any interruption. With a token, " +
            "`notification` arrives as well, and `signed_out` before the sign-in ends; send `authenticate` with " +
            "`{token}` before the token runs out. Admins also get `market_update`, without content and at most once " +
            "a second, when orders are placed or settled."
          }
        />
        <CodeBlock label="Follow a product's stock" code={liveExample(origin)} />
      </Part>
      <Part id="people">
        <Prose
          text={
            "Give each message a `client_id` of your own and send it again with the same one until you have an answer: it " +
            "is stored once, and a repeat is answered with the first. `seq` counts the messages of two people from 1 without a gap, the " +
            "same for both. After an interruption ask for what comes `after` the last `seq` up to which you have all. You may write " +
            "20 messages in 10 seconds."
          }
        />
        <CodeBlock label="Write, and read on" code={messageExample(origin)} />
        <Prose
          text={
            "Over the socket, with a token: send `message` (`user_id, body, client_id`), acknowledged with the message; " +
            "`typing` (`user_id`); `delivered` and `read` (`user_id, seq`: you have received, or read, what they wrote up to there). " +
            "`message` arrives at all sockets of both; what waited while you were away comes first, and comes again at the " +
            "next connection until you say `delivered`. `delivered` and `read` arrive with `user_id, with_user_id, seq`. " +
            "Send `watch_presence` with up to 100 `user_ids` to hear `presence` (`user_id, online`)."
          }
        />
      </Part>
    </div>
  );
}

function Statuses() {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      {Object.entries(statuses).map(([status, meaning]) => (
        <Fragment key={status}>
          <dt className="font-mono font-semibold">{status}</dt>
          <dd>{meaning}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Part({ id, children }: { id: keyof typeof guideParts; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex flex-col gap-3">
      <h2 id={`${id}-title`} className="font-display text-2xl">
        {guideParts[id]}
      </h2>
      {children}
    </section>
  );
}
