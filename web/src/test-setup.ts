import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// jsdom has no addresses for files; the tests draw no picture, so a fixed name is enough.
URL.createObjectURL = () => "blob:nodata/0";
URL.revokeObjectURL = () => undefined;
