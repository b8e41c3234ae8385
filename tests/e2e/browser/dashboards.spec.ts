import { deflateSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { signIn, test } from "./shop";

const shownWithin_ms = 3_000;
