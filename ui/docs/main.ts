import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import "./docs.css";

const DOCUMENT = "/api/openapi.json";

/** The API's own description, to read and to try. */
SwaggerUI({
  domNode: document.getElementById("docs"),
  url: DOCUMENT,
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // nothing of ours goes to somebody else's validator
  responseInterceptor: (response) => {
    const isDocument = new URL(response.url, location.href).pathname === DOCUMENT;
    if (isDocument && response.status === 401) location.replace("/sign-in?next=%2Fapi%2Fdocs");
    return response;
  },
});

/** The viewer has dark colours, but doesn't ask which ones the person likes. */
const dark = matchMedia("(prefers-color-scheme: dark)");
const colour = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", colour);
colour();
