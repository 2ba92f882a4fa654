#pragma once

#include <chrono>

namespace waymark::db {

// What every session of ours is told first.
constexpr char kSessionSettings[] =
    "SET TIME ZONE 'UTC'; SET lock_timeout = '2s'; SET idle_in_transaction_session_timeout = '10s';"
    "SET bytea_output = 'hex'; SET DateStyle = 'ISO, YMD'; SET client_encoding = 'UTF8'";

// And one that only reads: what a Read runs can change nothing.
constexpr char kReadOnly[] = "; SET default_transaction_read_only = on";

// Sets the organization ($1) and the statement timeout in ms ($2) of a session.
constexpr char kApplyScope[] =
    "SELECT set_config('waymark.organization', $1, false), set_config('statement_timeout', $2, false)";

// Sets whose records a session of Access::kPart may see: those of the units $1
// and all below them, of the persons $2, of the cohorts that the account $3
// teaches where the units $4 run them (NULL = whoever does), and of the persons
// whom the account $5 accompanies where they are of the units $6 (NULL = of any).
// Each service has these functions.
constexpr char kApplyReach[] =
    "SELECT set_config('waymark.units', units_below($1::uuid[])::text, false), "
    "set_config('waymark.persons', ($2::uuid[] || persons_taught($3::uuid, $4::uuid[]) || "
    "persons_mentored($5::uuid, $6::uuid[]))::text, false), "
    "set_config('waymark.cohorts', cohorts_taught($3::uuid, $4::uuid[])::text, false), "
    "set_config('waymark.mentorships', mentorships_held($5::uuid, $6::uuid[])::text, false)";

// Milliseconds until the deadline, rounded up to one of a few steps, so that the
// setting seldom changes and a statement stays one round trip. Throws
// DeadlineExceeded when it has passed.
long TimeoutStep(std::chrono::steady_clock::time_point deadline);

}  // namespace waymark::db
