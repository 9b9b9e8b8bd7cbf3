CREATE TABLE `committee` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`name` text,
	`day` text,
	`kind` text
);
--> statement-breakpoint
CREATE TABLE `report_edition` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`report` text,
	`committee_id` text,
	`committee_name` text,
	`issued_on` text,
	`data_date` text,
	`since` text,
	`group_name` text,
	`author` text,
	`version` integer,
	`previous_id` text,
	`diffusion` text,
	`vector` text
);
--> statement-breakpoint
CREATE TABLE `report_line` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`edition_id` text,
	`part` text,
	`position` integer,
	`domain_id` text,
	`establishment_id` text,
	`label` text,
	`place` text,
	`detail` text,
	`kind` text,
	`stage` text,
	`weather` text,
	`trend` text,
	`day` text,
	`former_day` text,
	`days` integer,
	`rate` integer,
	`strict_rate` integer,
	`in_scope` integer,
	`converged` integer,
	`live` integer,
	`in_progress` integer,
	`to_come` integer,
	`amount` integer,
	`age` integer
);
--> statement-breakpoint
CREATE INDEX `report_line_by_edition` ON `report_line` (`edition_id`);--> statement-breakpoint
CREATE TABLE `restart_step` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`establishment_id` text,
	`position` integer,
	`label` text,
	`domain_id` text,
	`allowed_minutes` integer,
	`degraded_mode` text
);
--> statement-breakpoint
CREATE INDEX `restart_step_by_establishment` ON `restart_step` (`establishment_id`);