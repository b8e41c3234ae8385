import { api } from "@/api/client";
import { endSession } from "./session";

/** Signs out here in any case; when the server cannot be told, its token still ends by itself. */
export async function signOut(): Promise<void> {
  try {
    await api.POST("/api/auth/logout");
  } finally {
    endSession();
  }
}
