import type { Page, WebSocketRoute } from "@playwright/test";

export interface Line {
  /** What comes from the gateway about messages is lost; what is sent to it arrives. */
  deaf: boolean;
  cut: () => void;
  mend: () => void;
}

/** The page's live connection, in the hands of the test. */
export async function cuttable(page: Page): Promise<Line> {
  const open = new Set<WebSocketRoute>();
  let down = false;
  const line: Line = {
    deaf: false,
    cut: () => {
      down = true;
      for (const socket of open) void socket.close();
    },
    mend: () => {
      down = false;
      line.deaf = false;
    },
  };
  await page.route("**/socket.io/**", (route) => (down ? route.abort() : route.fallback()));
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    if (down) return void socket.close();
    open.add(socket);
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      if (!(line.deaf && /^4[23]\d*\[("message"|\{)/.test(String(message)))) socket.send(message);
    });
  });
  return line;
}
