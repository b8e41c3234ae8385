import { accessToken, renewAccess } from "@/session/session";
import { problemFrom, unreachable } from "./problem";

/** Told the part that was sent, from 0 to 1. */
export type Progress = (sent: number) => void;

/**
 * Posts a file as it is, in the session, and gives the JSON that it is answered with; throws an `ApiProblem`.
 * By XMLHttpRequest, since `fetch` does not tell how far a body is.
 */
export async function sendFile<T>(path: string, file: File, onProgress: Progress): Promise<T> {
  const token = await accessToken();
  let response = await send(path, file, token, onProgress);
  if (response.status === 401 && token !== null) {
    const renewed = await renewAccess(token);
    if (renewed !== null) response = await send(path, file, renewed, onProgress);
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemFrom(response, body);
  return body as T;
}

function send(path: string, file: File, token: string | null, onProgress: Progress): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Content-Type", file.type);
    if (token !== null) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(unreachable(request.statusText));
    request.onload = () => resolve(new Response(request.responseText, answerOf(request)));
    request.send(file);
  });
}

function answerOf(request: XMLHttpRequest): ResponseInit {
  const headers = new Headers();
  for (const name of ["Content-Type", "Retry-After", "X-Request-ID"]) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return { status: request.status, headers };
}
