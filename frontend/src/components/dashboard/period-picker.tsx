import { CalendarRange } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import {
  type PeriodQuery,
  periodLabel,
  periodLabels,
  periodNames,
  rangeProblem,
  usePeriod,
  withPeriod,
} from "./period";
import { Segment, Segments, segmentClass } from "./segments";

/** Chooses the days that a page is about: today, the last days, or two days of one's own. It lives in the address. */
export function PeriodPicker() {
  const [params, setParams] = useSearchParams();
  const period = usePeriod();
  const [choosing, setChoosing] = useState(false);
  const ranged = "from" in period;

  function choose(chosen: PeriodQuery): void {
    setChoosing(false);
    setParams(withPeriod(params, chosen), { preventScrollReset: true });
  }

  return (
    <>
      <Segments label="Period">
        {periodNames.map((name) => (
          <Segment
            key={name}
            to={{ search: withPeriod(params, { period: name }).toString() }}
            current={!ranged && period.period === name}
          >
            {periodLabels[name]}
          </Segment>
        ))}
        <button
          type="button"
          aria-haspopup="dialog"
          aria-current={ranged ? "true" : undefined}
          onClick={() => setChoosing(true)}
          className={segmentClass(ranged)}
        >
          <CalendarRange aria-hidden className="size-5" />
          {ranged ? periodLabel(period) : <span className="max-sm:sr-only">Other days</span>}
        </button>
      </Segments>
      <Dialog open={choosing} onClose={() => setChoosing(false)} title="Choose days">
        <RangeForm from={ranged ? period.from : ""} to={ranged ? period.to : ""} onChoose={choose} />
      </Dialog>
    </>
  );
}

function RangeForm({
  from: fromBefore,
  to: toBefore,
  onChoose,
}: {
  from: string;
  to: string;
  onChoose: (period: PeriodQuery) => void;
}) {
  const [from, setFrom] = useState(fromBefore);
  const [to, setTo] = useState(toBefore);
  const [problem, setProblem] = useState<string | null>(null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = rangeProblem(from, to);
    setProblem(found);
    if (found === null) onChoose({ from, to });
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label="First day" required>
        {(control) => (
          <Input {...control} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        )}
      </Field>
      <Field label="Last day" required error={problem ?? undefined}>
        {(control) => (
          <Input {...control} type="date" value={to} onChange={(event) => setTo(event.target.value)} />
        )}
      </Field>
      <Button type="submit">Show these days</Button>
    </form>
  );
}
