#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "services/common/base/config.h"
#include "services/common/db/migrations.h"
#include "services/common/db/query.h"
#include "services/common/events/consumer.h"
#include "services/common/rpc/runner.h"

namespace waymark::rpc {

// Values of one column that a crypto::Sealer sealed.
struct SealedColumn {
  std::string purpose;  // of the sealer
  // The organizations that have some (`organization_id`); null = they are of none.
  const db::Query* organizations = nullptr;
  const db::Query* list =
      nullptr;  // `id` and `sealed` of `:limit` rows after the id `:after` (NULL: the first)
  // Sets the column to `:renewed` in the rows `:ids` where it is still `:before`.
  const db::Query* renew = nullptr;
};

// What makes a service: all that its main.cc says.
struct ServiceDefinition {
  std::string name;  // `participants`
  std::span<const db::Migration> migrations;
  // What it serves. The runner outlives it.
  std::function<std::vector<Service>(Runner&)> make_services;
  // Whether its tables tell records of a part of the organization apart: they have
  // policies `reach` for the role <application role>_part, and the functions of
  // session.h.
  // Without, callers with a right to a part are refused.
  bool knows_reach = false;
  // Of the service that owns organizations: gives a row where there is that of the call. All
  // others ask it, also what references stand for, and require WAYMARK_UPSTREAM_PARTICIPANTS.
  const db::Query* organizations = nullptr;
  // Whether it refers to accounts of the access service besides: then
  // WAYMARK_UPSTREAM_ACCESS is required.
  bool names_accounts = false;
  // Whether what it is asked is less urgent than what is recorded, and may take much of the
  // machine: in one process with others it takes no call while one of them is at its limit.
  bool gives_way = false;
  // Whether it publishes events: then the relay runs.
  bool publishes = true;
  // The streams it reads (names of services) and what it does with each event.
  std::vector<std::string> consumes = {};
  std::function<std::unique_ptr<events::EventHandler>()> make_event_handler = {};
  // The tables that this handler alone writes, and from these events alone: they can be made
  // from the first event on beside those in use and take their place. No other table and
  // no policy of another one refers to them.
  std::vector<std::string> read_model = {};
  // The audit streams it reads, as what consumer, and what it does with each record.
  std::vector<std::string> audits = {};
  std::string audit_consumer = {};
  std::function<std::unique_ptr<events::EventHandler>()> make_audit_handler = {};
  // What it keeps sealed with its key: sealed anew when there is another.
  std::vector<SealedColumn> sealed = {};
  // Settings of its own, and what runs besides its calls as long as it serves.
  std::function<void(Config&)> declare_settings = {};
  std::function<std::shared_ptr<void>(const Runner& runner)> start_background = {};
};

}  // namespace waymark::rpc
