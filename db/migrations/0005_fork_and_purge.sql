CREATE TABLE `fork` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`incarnation` text,
	`hash` text,
	`first_save` integer,
	`common` integer,
	`successor` text
);
--> statement-breakpoint
CREATE TABLE `fork_reader` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`successor` text,
	`incarnation` text,
	`last_save` integer
);
--> statement-breakpoint
CREATE TABLE `purge` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`person_id` text,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `purge_by_person` ON `purge` (`person_id`);