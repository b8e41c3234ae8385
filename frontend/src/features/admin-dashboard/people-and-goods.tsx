import { useMemo } from "react";
import type { AdminDashboard } from "@/api/types";
import type { ChartContent } from "@/components/dashboard/chart";
import { ChartCard } from "@/components/dashboard/chart-card";
import { formatCount } from "@/lib/numbers";

interface FiguresProps {
  figures: AdminDashboard | undefined;
}

export function UsersChart({ figures }: FiguresProps) {
  const content = useMemo(() => (figures ? usersContent(figures.users_by_role) : null), [figures]);
  return (
    <ChartCard
      title="Users by role"
      hint={figures && disabledWords(figures.users_disabled)}
      labelsAre="Role"
      content={content}
      empty="Nobody has an account yet."
    />
  );
}

export function CategoriesChart({ figures }: FiguresProps) {
  const content = useMemo(
    () => (figures ? categoriesContent(figures.products_by_category) : null),
    [figures],
  );
  return (
    <ChartCard
      title="Products by category"
      hint="On sale now"
      labelsAre="Category"
      content={content}
      empty="Nothing is on sale yet."
    />
  );
}

function usersContent({ buyer, seller, admin }: AdminDashboard["users_by_role"]): ChartContent {
  return {
    kind: "doughnut",
    labels: ["Buyers", "Sellers", "Admins"],
    series: [{ label: "Users", values: [buyer, seller, admin] }],
    tones: ["brand", "accent", "soft"],
    format: formatCount,
  };
}

function categoriesContent(categories: AdminDashboard["products_by_category"]): ChartContent {
  return {
    kind: "bar",
    horizontal: true,
    labels: categories.map(({ category }) => category),
    series: [{ label: "Products", values: categories.map(({ count }) => count), tone: "accent" }],
    format: formatCount,
  };
}

function disabledWords(count: number): string {
  if (count === 0) return "Nobody is disabled";
  return count === 1 ? "One more is disabled" : `${formatCount(count)} more are disabled`;
}
