CREATE TABLE `baseline` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`label` text,
	`taken_on` text,
	`deployment_id` text,
	`vector` text,
	`note` text
);
--> statement-breakpoint
CREATE TABLE `calendar_period` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`establishment_id` text,
	`kind` text,
	`label` text,
	`from_date` text,
	`to_date` text
);
--> statement-breakpoint
CREATE INDEX `calendar_period_by_establishment` ON `calendar_period` (`establishment_id`);--> statement-breakpoint
ALTER TABLE `deployment` ADD `template_version` integer;--> statement-breakpoint
ALTER TABLE `milestone` ADD `planning` text;--> statement-breakpoint
ALTER TABLE `milestone` ADD `not_before` text;--> statement-breakpoint
ALTER TABLE `milestone` ADD `not_after` text;--> statement-breakpoint
ALTER TABLE `milestone` ADD `fixed_on` text;--> statement-breakpoint
ALTER TABLE `milestone` ADD `deadline` text;--> statement-breakpoint
ALTER TABLE `milestone` ADD `as_late_as_possible` integer;--> statement-breakpoint
ALTER TABLE `milestone` ADD `shared_with_id` text;--> statement-breakpoint
ALTER TABLE `milestone` ADD `template_row_id` text;