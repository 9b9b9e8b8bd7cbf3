CREATE TABLE `assignment` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`person_id` text,
	`domain_id` text,
	`establishment_id` text,
	`role` text,
	`from_date` text,
	`to_date` text
);
--> statement-breakpoint
CREATE INDEX `assignment_by_person` ON `assignment` (`person_id`);--> statement-breakpoint
CREATE INDEX `assignment_by_establishment_domain` ON `assignment` (`establishment_id`,`domain_id`);--> statement-breakpoint
CREATE TABLE `comment` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`deployment_id` text,
	`milestone_id` text,
	`author_id` text,
	`text` text,
	`written_at` integer,
	`kind` text
);
--> statement-breakpoint
CREATE INDEX `comment_by_deployment` ON `comment` (`deployment_id`);--> statement-breakpoint
CREATE TABLE `confirmation` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`deployment_id` text,
	`milestone_id` text,
	`person_id` text,
	`confirmed_on` text
);
--> statement-breakpoint
CREATE INDEX `confirmation_by_deployment` ON `confirmation` (`deployment_id`);--> statement-breakpoint
CREATE TABLE `dependency` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`predecessor_id` text,
	`successor_id` text,
	`type` text,
	`lag` integer,
	`lag_unit` text,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `dependency_by_predecessor` ON `dependency` (`predecessor_id`);--> statement-breakpoint
CREATE INDEX `dependency_by_successor` ON `dependency` (`successor_id`);--> statement-breakpoint
CREATE TABLE `deployment` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`domain_id` text,
	`establishment_id` text,
	`current_product_id` text,
	`target_product_id` text,
	`stage` text,
	`stage_reason` text,
	`weather` text,
	`weather_reason` text,
	`wave` integer,
	`hosting` text,
	`operated_by_id` text,
	`template_id` text,
	`size_factor` integer
);
--> statement-breakpoint
CREATE INDEX `deployment_by_establishment` ON `deployment` (`establishment_id`);--> statement-breakpoint
CREATE INDEX `deployment_by_domain` ON `deployment` (`domain_id`);--> statement-breakpoint
CREATE TABLE `deployment_module` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`deployment_id` text,
	`label` text,
	`stage` text,
	`position` integer
);
--> statement-breakpoint
CREATE INDEX `deployment_module_by_deployment` ON `deployment_module` (`deployment_id`);--> statement-breakpoint
CREATE TABLE `domain` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`code` text,
	`label` text,
	`family` text,
	`weight` integer,
	`position` integer,
	`template_id` text
);
--> statement-breakpoint
CREATE TABLE `domain_module` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`domain_id` text,
	`label` text,
	`position` integer
);
--> statement-breakpoint
CREATE INDEX `domain_module_by_domain` ON `domain_module` (`domain_id`);--> statement-breakpoint
CREATE TABLE `domain_prerequisite` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`domain_id` text,
	`requires_id` text,
	`scope` text
);
--> statement-breakpoint
CREATE INDEX `domain_prerequisite_by_domain` ON `domain_prerequisite` (`domain_id`);--> statement-breakpoint
CREATE TABLE `domain_programme` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`domain_id` text,
	`programme` text
);
--> statement-breakpoint
CREATE INDEX `domain_programme_by_domain` ON `domain_programme` (`domain_id`);--> statement-breakpoint
CREATE TABLE `establishment` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`kind` text,
	`parent_id` text,
	`name` text,
	`short_name` text,
	`finess` text,
	`category` text,
	`beds` integer,
	`staff` integer,
	`workstations` integer,
	`network_class` text,
	`holiday_zone` text,
	`size_factor` integer,
	`town` text,
	`travel_minutes` integer,
	`closed_on` text,
	`merged_into_id` text,
	`position` integer
);
--> statement-breakpoint
CREATE TABLE `hospital_group` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`name` text,
	`finess_code` text,
	`group_type` text,
	`population` integer,
	`story` text
);
--> statement-breakpoint
CREATE TABLE `membership` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`establishment_id` text,
	`role` text,
	`from_date` text,
	`to_date` text,
	`act` text
);
--> statement-breakpoint
CREATE INDEX `membership_by_establishment` ON `membership` (`establishment_id`);--> statement-breakpoint
CREATE TABLE `milestone` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`deployment_id` text,
	`module_id` text,
	`code` text,
	`label` text,
	`kind` text,
	`phase` text,
	`position` integer,
	`planned_start` text,
	`planned_end` text,
	`duration` integer,
	`duration_unit` text,
	`status` text,
	`status_reason` text,
	`progress` integer,
	`owner_id` text,
	`actual_start` text,
	`actual_end` text,
	`verdict` text,
	`blocked_reason` text,
	`plan_b` text
);
--> statement-breakpoint
CREATE INDEX `milestone_by_deployment` ON `milestone` (`deployment_id`);--> statement-breakpoint
CREATE INDEX `milestone_by_owner` ON `milestone` (`owner_id`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`first_name` text,
	`last_name` text,
	`email` text,
	`phone` text,
	`role` text,
	`profession` text,
	`establishment_id` text
);
--> statement-breakpoint
CREATE TABLE `product` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`name` text,
	`editor` text,
	`version` text,
	`end_of_life` text,
	`domain_id` text
);
--> statement-breakpoint
CREATE TABLE `reference_value` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`list` text,
	`code` text,
	`label` text,
	`label_en` text,
	`position` integer,
	`value` integer,
	`note` text
);
--> statement-breakpoint
CREATE INDEX `reference_value_by_list_code` ON `reference_value` (`list`,`code`);--> statement-breakpoint
CREATE TABLE `template` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`code` text,
	`label` text,
	`version` integer,
	`note` text
);
--> statement-breakpoint
CREATE TABLE `template_link` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`predecessor_id` text,
	`successor_id` text,
	`type` text,
	`lag` integer,
	`lag_unit` text
);
--> statement-breakpoint
CREATE INDEX `template_link_by_successor` ON `template_link` (`successor_id`);--> statement-breakpoint
CREATE TABLE `template_row` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`template_id` text,
	`code` text,
	`label` text,
	`kind` text,
	`phase` text,
	`position` integer,
	`duration` integer,
	`duration_unit` text,
	`scalable` integer
);
--> statement-breakpoint
CREATE INDEX `template_row_by_template` ON `template_row` (`template_id`);