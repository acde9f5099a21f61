CREATE TABLE `alert_rules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`threshold` real,
	`window_minutes` integer NOT NULL,
	`service` text,
	`route` text,
	`method` text,
	`caller` text,
	`min_requests` integer,
	`for_minutes` integer NOT NULL,
	`recover_minutes` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`state` text DEFAULT 'ok' NOT NULL,
	`streak` integer DEFAULT 0 NOT NULL,
	`since` integer,
	`value` real,
	`requests` integer,
	`evaluated_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	`updated_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	CONSTRAINT "alert_rules_threshold" CHECK(case "alert_rules"."kind" when 'silence' then "alert_rules"."threshold" is null
        when 'error-rate' then "alert_rules"."threshold" is not null and "alert_rules"."threshold" > 0 and "alert_rules"."threshold" <= 1
        else "alert_rules"."threshold" is not null and "alert_rules"."threshold" > 0 end),
	CONSTRAINT "alert_rules_min_requests" CHECK(("alert_rules"."kind" = 'silence') = ("alert_rules"."min_requests" is null) and coalesce("alert_rules"."min_requests", 1) > 0),
	CONSTRAINT "alert_rules_state" CHECK("alert_rules"."active" or "alert_rules"."state" = 'ok')
);
--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`rule_id` integer NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`threshold` real,
	`window_minutes` integer NOT NULL,
	`service` text,
	`route` text,
	`method` text,
	`caller` text,
	`since` integer NOT NULL,
	`fired_at` integer NOT NULL,
	`resolved_at` integer,
	`resolution` text,
	`value` real NOT NULL,
	`worst` real NOT NULL,
	`resolved_value` real,
	`fired_told_at` integer,
	`resolved_told_at` integer,
	CONSTRAINT "alerts_resolved" CHECK(("alerts"."resolved_at" is null) = ("alerts"."resolution" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_open_unique` ON `alerts` (`rule_id`) WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX `alerts_open` ON `alerts` (`id`) WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX `alerts_by_rule` ON `alerts` (`rule_id`,`id`);--> statement-breakpoint
CREATE INDEX `alerts_to_tell` ON `alerts` (`id`) WHERE fired_told_at is null or (resolved_at is not null and resolved_told_at is null);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`subject_id` integer NOT NULL,
	`action` text NOT NULL,
	`by_kind` text NOT NULL,
	`by_id` integer,
	`by_name` text NOT NULL,
	`changes` text,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit` (`subject`,`subject_id`,`id`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`created` text,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_creation` ON `idempotency_keys` (`created_at`);
--> statement-breakpoint
CREATE TRIGGER `alert_rules_limit` BEFORE INSERT ON `alert_rules`
WHEN (SELECT count(*) FROM `alert_rules`) >= 50
BEGIN
	SELECT RAISE(ABORT, 'refused: too_many');
END;
--> statement-breakpoint
CREATE TRIGGER `alerts_no_rewrite` BEFORE UPDATE OF `id`, `rule_id`, `name`, `kind`, `threshold`, `window_minutes`, `service`, `route`, `method`, `caller`, `since`, `value`, `fired_at` ON `alerts`
BEGIN
	SELECT RAISE(ABORT, 'what fired stays as it was');
END;
--> statement-breakpoint
CREATE TRIGGER `alerts_resolved_once` BEFORE UPDATE OF `resolved_at`, `resolution`, `resolved_value`, `worst` ON `alerts`
WHEN OLD.`resolved_at` IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'what is over stays as it was');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_delete` BEFORE DELETE ON `audit`
BEGIN
	SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `audit`
WHEN NEW.`changes` IS NOT NULL OR NEW.`id` <> OLD.`id` OR NEW.`subject` <> OLD.`subject`
	OR NEW.`subject_id` <> OLD.`subject_id` OR NEW.`action` <> OLD.`action` OR NEW.`by_kind` <> OLD.`by_kind`
	OR NEW.`by_id` IS NOT OLD.`by_id` OR NEW.`by_name` <> OLD.`by_name` OR NEW.`created_at` <> OLD.`created_at`
BEGIN
	SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
