import { useEffect, useState } from "react";

/** The value, and once it is gone the last one there was: what a sheet shows while it moves out. */
export function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value !== undefined) setLast(value);
  }, [value]);
  return value ?? last;
}
