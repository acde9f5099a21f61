/** Every way a request can fail, and the status it becomes. The only place that maps one to the other. */
const PROBLEMS = {
  "invalid-json": { status: 400, title: "The body is not valid JSON" },
  "invalid-parameter": { status: 400, title: "A parameter is not valid" },
  "not-found": { status: 404, title: "Not found" },
  "method-not-allowed": { status: 405, title: "Method not allowed" },
  conflict: { status: 409, title: "In conflict with what is stored" },
  "precondition-failed": { status: 412, title: "Changed meanwhile" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "Unsupported media type" },
  "invalid-body": { status: 422, title: "The body is not valid" },
  "idempotency-mismatch": { status: 422, title: "The idempotency key belongs to another request" },
  "precondition-required": { status: 428, title: "Say which version you edit" },
  internal: { status: 500, title: "Internal error" },
  "service-failed": { status: 502, title: "A service failed" },
  "service-timed-out": { status: 504, title: "A service took too long" },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** What is wrong with one value of the input. `pointer` is a JSON Pointer (RFC 6901), `code` is for programs. */
export interface InputError {
  pointer: string;
  code: string;
  detail: string;
}

/** The body of every error answer: `application/problem+json` (RFC 9457), with `code` repeating `type`'s last part. */
export interface ProblemBody {
  type: string;
  code: ProblemCode;
  title: string;
  status: number;
  detail: string;
  requestId?: string;
  errors?: InputError[];
  /** With `precondition-failed`: what is stored now. */
  current?: unknown;
}

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

  toResponse(requestId: string | undefined): Response {
    const { status, title } = PROBLEMS[this.code];
    const body: ProblemBody = {
      type: `urn:fachada:problem:${this.code}`,
      code: this.code,
      title,
      status,
      detail: this.message,
      ...(requestId && { requestId }),
      ...(this.errors && { errors: this.errors }),
      ...(this.current !== undefined && { current: this.current }),
    };
    return Response.json(body, {
      status,
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
