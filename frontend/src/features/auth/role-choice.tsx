import { CircleCheck, ShoppingBasket, Store } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";

interface RoleChoiceProps {
  registration: UseFormRegisterReturn;
  error: string | undefined;
}

export function RoleChoice({ registration, error }: RoleChoiceProps) {
  const errorId = useId();
  return (
    <fieldset aria-describedby={error ? errorId : undefined}>
      <legend className="mb-1.5 font-semibold">What brings you here?</legend>
      <div className="grid grid-cols-2 gap-3">
        <RoleCard registration={registration} value="buyer" icon={<ShoppingBasket aria-hidden />}>
          I want to buy
        </RoleCard>
        <RoleCard registration={registration} value="seller" icon={<Store aria-hidden />}>
          I want to sell
        </RoleCard>
      </div>
      {error && (
        <p id={errorId} className="mt-1.5 font-medium text-danger text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface RoleCardProps {
  registration: UseFormRegisterReturn;
  value: string;
  icon: ReactNode;
  children: string;
}

function RoleCard({ registration, value, icon, children }: RoleCardProps) {
  return (
    <label className="relative flex flex-col gap-2 rounded-xl border border-line-strong p-4 font-semibold hover:border-brand has-checked:border-brand has-checked:bg-brand-tint has-checked:text-brand-strong has-focus-visible:outline-3 has-focus-visible:outline-brand has-focus-visible:outline-offset-2 [&_svg]:size-6">
      <input type="radio" value={value} className="peer sr-only" {...registration} />
      {icon}
      {children}
      <CircleCheck aria-hidden className="invisible absolute top-3 right-3 text-brand peer-checked:visible" />
    </label>
  );
}
