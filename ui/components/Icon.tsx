const PATHS = {
  overview: "M3 13.5V17h3v-3.5zM8.5 8v9h3V8zM14 3v14h3V3z",
  clients:
    "M10 10a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zm0 1.5c-3.6 0-6.5 2-6.5 4.5v1h13v-1c0-2.5-2.9-4.5-6.5-4.5z",
  requests: "M3 5.5 6 3v1.8h11v1.5H6V8zM17 14.5 14 12v1.8H3v1.5h11V17z",
  services: "M3 3h14v5.5H3zm0 8.5h14V17H3zm2.5-6.5v1.5H7V5zm0 8.5V15H7v-1.5z",
  up: "M10 5 4.5 12h11z",
  down: "M10 15 4.5 8h11z",
  check: "M8 14.8 3.7 10.5l1.5-1.5L8 11.8 14.8 5l1.5 1.5z",
  cross: "m10 8.6 4.3-4.3 1.4 1.4L11.4 10l4.3 4.3-1.4 1.4L10 11.4l-4.3 4.3-1.4-1.4L8.6 10 4.3 5.7l1.4-1.4z",
  warning: "M10 2.5 18.5 17h-17zM9.2 8v4.5h1.6V8zm0 5.5v1.6h1.6v-1.6z",
  plus: "M9.1 3.5h1.8v5.6h5.6v1.8h-5.6v5.6H9.1v-5.6H3.5V9.1h5.6z",
  upload: "M10 2.5 4.8 7.7 6 8.9l3.1-3.1V13h1.8V5.8L14 8.9l1.2-1.2zM3 12.5V17h14v-4.5h-1.7v2.8H4.7v-2.8z",
  search:
    "M8.5 3a5.5 5.5 0 1 0 3.3 9.9l3.7 3.7 1.2-1.2-3.7-3.7A5.5 5.5 0 0 0 8.5 3zm0 1.7a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6z",
};

/** A sign of our own set; always beside words, so screen readers skip it. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
