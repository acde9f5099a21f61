declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  /** As far as the docs page uses it; https://swagger.io/docs/open-source-tools/swagger-ui/usage/configuration/ */
  export default function SwaggerUI(options: {
    domNode: HTMLElement | null;
    url: string;
    deepLinking?: boolean;
    displayRequestDuration?: boolean;
    docExpansion?: "list" | "full" | "none";
    defaultModelsExpandDepth?: number;
    validatorUrl?: string | null;
    responseInterceptor?: <R extends { url: string; status: number }>(response: R) => R;
  }): unknown;
}
