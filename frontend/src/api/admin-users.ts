import { queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { Role, UserDetail, UserQuery } from "./types";

/** All that an admin knows of users begins with this key. */
export const usersKey = ["me", "admin", "users"];

export function usersQuery(query: UserQuery) {
  return queryOptions({
    queryKey: [...usersKey, "list", query],
    queryFn: ({ signal }) => read(api.GET("/api/admin/users", { params: { query }, signal })),
  });
}

export function userQuery(user_id: string) {
  return queryOptions({
    queryKey: [...usersKey, "one", user_id],
    queryFn: ({ signal }) =>
      read(api.GET("/api/admin/users/{user_id}", { params: { path: { user_id } }, signal })),
  });
}

export function disableUser(user_id: string, reason: string): Promise<UserDetail> {
  const body = { status: "disabled" as const, reason };
  return read(api.PUT("/api/admin/users/{user_id}/status", { params: { path: { user_id } }, body }));
}

export function enableUser(user_id: string): Promise<UserDetail> {
  const body = { status: "active" as const };
  return read(api.PUT("/api/admin/users/{user_id}/status", { params: { path: { user_id } }, body }));
}

export function changeRole(user_id: string, role: Role): Promise<UserDetail> {
  return read(api.PUT("/api/admin/users/{user_id}/role", { params: { path: { user_id } }, body: { role } }));
}

/** `confirm` is the user's email, typed to show that it is meant. */
export async function deleteUser(user_id: string, confirm: string): Promise<void> {
  await read(api.DELETE("/api/admin/users/{user_id}", { params: { path: { user_id } }, body: { confirm } }));
}
