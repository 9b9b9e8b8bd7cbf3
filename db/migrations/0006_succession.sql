CREATE TABLE `succession` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`public_key` text,
	`person_id` text,
	`reason` text
);
