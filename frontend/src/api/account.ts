import { api, read } from "./client";
import type { Credentials, PasswordChange, Registration, Tokens, User } from "./types";

export function logIn(body: Credentials): Promise<Tokens> {
  return read(api.POST("/api/auth/login", { body }));
}

export function register(body: Registration): Promise<Tokens> {
  return read(api.POST("/api/auth/register", { body }));
}

export function changeProfile(name: string): Promise<User> {
  return read(api.PUT("/api/auth/profile", { body: { name } }));
}

export async function changePassword(body: PasswordChange): Promise<void> {
  await read(api.PUT("/api/auth/password", { body }));
}

export async function deleteAccount(password: string): Promise<void> {
  await read(api.DELETE("/api/auth/account", { body: { password } }));
}
