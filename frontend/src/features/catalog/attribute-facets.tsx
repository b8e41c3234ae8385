import type { Facets } from "@/api/types";
import { facetAttributeOf } from "@/products/attributes";
import { attributeGroups, choiceOf } from "./attribute-choices";
import { FacetList } from "./facet-list";
import { type Filters, toggledAttribute } from "./filters";
import type { ChangeFilters } from "./use-filters";
import { useSteadyOrder } from "./use-steady-order";

interface AttributeFacetsProps {
  filters: Filters;
  change: ChangeFilters;
  facets: Facets["attributes"];
  facetsOf: string | null;
}

const openAtFirst = 2;

/** What products of this kind differ in. Each group can be folded up; the later ones are at first. */
export function AttributeFacets({ filters, change, facets, facetsOf }: AttributeFacetsProps) {
  const groups = attributeGroups(facets, filters.attributes);
  const order = useSteadyOrder(
    facetsOf,
    groups.map(({ name }) => name),
  );
  const ordered = order.flatMap((name) => groups.find((group) => group.name === name) ?? []);
  if (ordered.length === 0) return null;
  const lists = ordered.map(({ name, label, values, selected }, index) => (
    <FacetList
      key={name}
      title={label}
      values={values}
      selected={selected}
      labelOf={(value) => facetAttributeOf(name, value).value}
      folded={index >= openAtFirst && selected.length === 0}
      onToggle={(value) =>
        change({ attributes: toggledAttribute(filters.attributes, choiceOf(name, value)) })
      }
    />
  ));
  return <div className="-mt-2 flex flex-col gap-1">{lists}</div>;
}
