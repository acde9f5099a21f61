CREATE TABLE `deliveries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`webhook_id` integer NOT NULL,
	`event_id` integer,
	`status` text DEFAULT 'waiting' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`wake_at` integer NOT NULL,
	`last_attempt_at` integer,
	`last_duration_ms` integer,
	`last_status` integer,
	`last_error` text,
	`last_answer` text,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_once` ON `deliveries` (`webhook_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `deliveries_by_webhook` ON `deliveries` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_by_status` ON `deliveries` (`webhook_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_to_wake` ON `deliveries` (`wake_at`,`id`) WHERE status = 'waiting';--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`url` text NOT NULL,
	`types` text NOT NULL,
	`description` text,
	`active` integer DEFAULT true NOT NULL,
	`gone_at` integer,
	`secret` text NOT NULL,
	`old_secret` text,
	`old_secret_until` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	`updated_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL
);
--> statement-breakpoint
DROP INDEX `events_waiting`;--> statement-breakpoint
ALTER TABLE `events` ADD `send_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `events_to_send` ON `events` (`send_at`,`id`) WHERE consumed_at is null;--> statement-breakpoint
CREATE INDEX `events_feed` ON `events` (`id`) WHERE consumed_at is not null;--> statement-breakpoint
CREATE INDEX `events_feed_by_type` ON `events` (`type`,`id`) WHERE consumed_at is not null;
--> statement-breakpoint
CREATE TRIGGER `events_no_rewrite` BEFORE UPDATE OF `id`, `type`, `data`, `request_id`, `created_at` ON `events`
BEGIN
	SELECT RAISE(ABORT, 'what happened stays as it was');
END;
--> statement-breakpoint
CREATE TRIGGER `events_no_loss` BEFORE DELETE ON `events`
WHEN OLD.`consumed_at` IS NULL
BEGIN
	SELECT RAISE(ABORT, 'this event is still waiting for its consumer');
END;
