import { MessageCircle } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink, type ButtonLook, type ButtonSize } from "@/components/ui/button";
import { useSession } from "@/session/session";
import { useStanding } from "./presence";

/** What a message is about. */
export interface About {
  kind: "product" | "order";
  id: string;
}

interface MessageLinkProps {
  userId: string;
  /** Whom it goes to: where several links stand side by side, each says it to screen readers. */
  name?: string;
  about?: About;
  look?: ButtonLook;
  size?: ButtonSize;
  className?: string;
  /** "Message", unless it should say something else. */
  children?: ReactNode;
}

/** Leads to the conversation with somebody; visitors sign in on the way. Nobody writes to themselves or to the deleted. */
export function MessageLink({ userId, name, about, children, ...look }: MessageLinkProps) {
  const { status, user } = useSession();
  const gone = useStanding(userId) === "gone";
  if (gone || user?.id === userId) return null;
  const path = conversationPath(userId, about);
  const to = status === "visitor" ? `/login?${new URLSearchParams({ next: path })}` : path;
  return (
    <ButtonLink to={to} look="outline" size="sm" {...look}>
      <MessageCircle aria-hidden className="size-5 shrink-0" />
      {children ?? "Message"}
      {name !== undefined && <span className="sr-only">{name}</span>}
    </ButtonLink>
  );
}

export function conversationPath(userId: string, about?: About): string {
  return about ? `/messages/${userId}?about=${about.kind}:${about.id}` : `/messages/${userId}`;
}
