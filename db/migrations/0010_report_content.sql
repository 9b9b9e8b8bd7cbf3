CREATE TABLE `report_content` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`edition_id` text,
	`position` integer,
	`content` text
);
--> statement-breakpoint
CREATE INDEX `report_content_by_edition` ON `report_content` (`edition_id`);--> statement-breakpoint
ALTER TABLE `report_edition` ADD `title` text;--> statement-breakpoint
ALTER TABLE `report_edition` ADD `subject` text;