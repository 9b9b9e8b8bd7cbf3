CREATE TABLE `capacity` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`person_id` text,
	`month` text,
	`capacity` integer,
	`committed` integer
);
--> statement-breakpoint
CREATE INDEX `capacity_by_person` ON `capacity` (`person_id`);--> statement-breakpoint
ALTER TABLE `milestone` ADD `effort` integer;--> statement-breakpoint
ALTER TABLE `template_row` ADD `role` text;