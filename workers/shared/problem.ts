import * as z from "zod";

/** Every way a request can fail, and the status it becomes. The only place that maps one to the other. */
const PROBLEMS = {
  "invalid-json": { status: 400, title: "The body is not valid JSON" },
  "invalid-parameter": { status: 400, title: "A parameter is not valid" },
  unauthenticated: { status: 401, title: "Nobody knows who is asking" },
  forbidden: { status: 403, title: "Not allowed" },
  "not-found": { status: 404, title: "Not found" },
  "method-not-allowed": { status: 405, title: "Method not allowed" },
  conflict: { status: 409, title: "In conflict with what is stored" },
  "precondition-failed": { status: 412, title: "Changed meanwhile" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "Unsupported media type" },
  "invalid-body": { status: 422, title: "The body is not valid" },
  "idempotency-mismatch": { status: 422, title: "The idempotency key belongs to another request" },
  "precondition-required": { status: 428, title: "Say which version you edit" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Internal error" },
  "service-failed": { status: 502, title: "A service failed" },
  "service-timed-out": { status: 504, title: "A service took too long" },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** The status that a problem is answered with. */
export function statusOf(code: ProblemCode): number {
  return PROBLEMS[code].status;
}

export function titleOf(code: ProblemCode): string {
  return PROBLEMS[code].title;
}

export const InputError = z
  .object({
    pointer: z.string().describe("Where, as a JSON Pointer (RFC 6901); a parameter's is its name."),
    code: z.string().describe("What is wrong, for programs."),
    detail: z.string().describe("What is wrong, for people."),
  })
  .meta({
    id: "InputError",
    description: "What is wrong with one value of the input.",
    examples: [{ pointer: "/name", code: "required", detail: "This is required." }],
  });

export type InputError = z.infer<typeof InputError>;

/** The body of every error answer: `application/problem+json` (RFC 9457), with `code` repeating `type`'s last part. */
export const ProblemBody = z
  .object({
    type: z.string(),
    code: z.enum(Object.keys(PROBLEMS) as ProblemCode[]),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().describe("What went wrong this time."),
    requestId: z.string().optional().describe("The same as the x-request-id header."),
    errors: z.array(InputError).optional().describe("With bad input: each value that is wrong."),
    current: z.unknown().optional().describe("With `precondition-failed`: what is stored now."),
  })
  .meta({ id: "Problem", description: "Why a request failed (RFC 9457)." });

export type ProblemBody = z.infer<typeof ProblemBody>;

/** An expected failure: thrown by the rules, made into an answer once, where the service ends. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: InputError[] | undefined;
  readonly headers: Record<string, string>;
  readonly current: unknown;

  constructor(
    code: ProblemCode,
    detail: string,
    more: { errors?: InputError[]; headers?: Record<string, string>; current?: unknown } = {},
  ) {
    super(detail);
    this.code = code;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
    this.current = more.current;
  }

  toBody(requestId: string | undefined): ProblemBody {
    const { status, title } = PROBLEMS[this.code];
    return {
      type: `urn:fachada:problem:${this.code}`,
      code: this.code,
      title,
      status,
      detail: this.message,
      ...(requestId && { requestId }),
      ...(this.errors && { errors: this.errors }),
      ...(this.current !== undefined && { current: this.current }),
    };
  }

  toResponse(requestId: string | undefined): Response {
    return Response.json(this.toBody(requestId), {
      status: PROBLEMS[this.code].status,
      headers: { "content-type": "application/problem+json", ...this.headers },
    });
  }
}

/** What a caller may learn of an error: a `Problem` as it is; anything else is logged and stays generic. */
export function asProblem(error: unknown, requestId: string | undefined): Problem {
  if (error instanceof Problem) return error;
  // drizzle's own message holds the query's values, which may be somebody's data: its cause says what is wrong.
  console.error("unexpected error", requestId, error instanceof Error ? (error.cause ?? error) : error);
  return new Problem("internal", "Something went wrong on our side. The request id helps us to find it.");
}
