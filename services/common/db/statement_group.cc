#include "services/common/db/statement_group.h"

#include <algorithm>
#include <tuple>

#include "services/common/base/wake.h"
#include "services/common/db/session.h"

namespace waymark::db {
namespace {

// While one waits for the disk or for a thread to run, the other computes. It begins only with
// a large group: a statement of a small one costs the server and the threads half as much again.
constexpr size_t kPipelines = 2;
constexpr size_t kLargeGroup = 16;
// Who has waited so long does not wait for a large group, nor, to write, for one of the two:
// what runs may be waiting for the disk or for a lock.
constexpr std::chrono::milliseconds kLongRead{5}, kLongWrite{2};
constexpr int kSpare = 6;
// So that the first of a group does not wait long for the last.
constexpr size_t kLargestGroup = 32;

// Of each thread, shared with who wakes it: it may end before they are done.
const std::shared_ptr<Wake>& OwnWake() {
  thread_local const auto wake = std::make_shared<Wake>();
  return wake;
}

}  // namespace

struct StatementGroup::Waiting {
  Statement& statement;
  Duration took = {};
  std::unique_ptr<Pipeline> pipeline = nullptr;  // given: it is this one's turn to run them
  const std::shared_ptr<Wake> wake = OwnWake();  // when it was given or the statement is answered
};

Statement StatementOf(const Scope& scope, const Query& query, const Params& params) {
  return {scope.organization_id, TimeoutStep(scope.deadline), query, params.Bind(query.name, query.params)};
}

StatementGroup::StatementGroup(const std::string& conninfo, Kind kind) : kind_(kind) {
  for (size_t i = 0; i < kPipelines; ++i) free_.push_back(std::make_unique<Pipeline>(conninfo, kind));
  if (kind == Kind::kReads) return;
  for (int i = 0; i < kSpare; ++i) spare_.push_back(std::make_unique<Pipeline>(conninfo, kind));
}

StatementGroup::~StatementGroup() = default;

Rows StatementGroup::Run(const Scope& scope, const Query& query, const Params& params) {
  Statement statement = StatementOf(scope, query, params);
  Run(statement);
  if (statement.error) throw *statement.error;
  return std::move(statement.rows);
}

Duration StatementGroup::Run(Statement& statement) {
  Waiting me{statement};
  if (!TakeFree(me)) Await(me);
  if (!me.pipeline) return me.took;
  const auto group = GroupOf(me);
  const Duration share = RunTogether(*me.pipeline, group) / static_cast<int>(group.size());
  PassOn(std::move(me.pipeline));
  for (Waiting* other : group) {
    if (other == &me) continue;
    other->took = share;
    // Copied, since whoever waits may destroy it as soon as it is woken.
    const auto wake = other->wake;
    wake->Release();
  }
  return share;
}

// Whether another group is to begin with so many.
bool StatementGroup::MayBegin(size_t waiting) const {
  return free_.size() == kPipelines || (!free_.empty() && waiting >= kLargeGroup);
}

// Where it may not begin, it waits: it is not to be touched before it is woken.
bool StatementGroup::TakeFree(Waiting& me) {
  const std::lock_guard lock(mutex_);
  if (!MayBegin(queue_.size() + 1)) {
    queue_.push_back(&me);
    return false;
  }
  me.pipeline = std::move(free_.back());
  free_.pop_back();
  return true;
}

void StatementGroup::Await(Waiting& me) {
  while (!me.wake->AcquireFor(kind_ == Kind::kReads ? kLongRead : kLongWrite)) {
    if (TakeAnother(me)) return;
  }
}

// Takes a further connection, unless somebody is about to hand one over anyway.
bool StatementGroup::TakeAnother(Waiting& me) {
  const std::lock_guard lock(mutex_);
  auto& pipelines = free_.empty() ? spare_ : free_;
  const auto at = std::ranges::find(queue_, &me);
  if (at == queue_.end() || pipelines.empty()) return false;
  if (free_.empty()) ++extra_;
  queue_.erase(at);
  me.pipeline = std::move(pipelines.back());
  pipelines.pop_back();
  return true;
}

std::vector<StatementGroup::Waiting*> StatementGroup::GroupOf(Waiting& first) {
  std::vector<Waiting*> group{&first};
  const std::lock_guard lock(mutex_);
  const auto end = queue_.begin() + static_cast<ptrdiff_t>(std::min(queue_.size(), kLargestGroup - 1));
  group.insert(group.end(), queue_.begin(), end);
  queue_.erase(queue_.begin(), end);
  return group;
}

// To the one that waits longest; it takes those that wait when it runs.
void StatementGroup::PassOn(std::unique_ptr<Pipeline> pipeline) {
  std::shared_ptr<Wake> wake;
  {
    const std::lock_guard lock(mutex_);
    if (extra_ > 0) {
      --extra_;
      spare_.push_back(std::move(pipeline));
      return;
    }
    free_.push_back(std::move(pipeline));
    if (queue_.empty() || !MayBegin(queue_.size())) return;
    pipeline = std::move(free_.back());
    free_.pop_back();
    Waiting* next = queue_.front();
    queue_.pop_front();
    next->pipeline = std::move(pipeline);
    wake = next->wake;
  }
  wake->Release();
}

Duration StatementGroup::RunTogether(Pipeline& pipeline, const std::vector<Waiting*>& group) const {
  std::vector<Statement*> statements;
  for (Waiting* waiting : group) statements.push_back(&waiting->statement);
  // Each change of the organization costs a statement of its own.
  std::ranges::stable_sort(statements, {}, [](const Statement* statement) {
    return std::tie(statement->organization_id, statement->timeout_ms);
  });
  const Duration took = pipeline.RunTogether(statements);
  const bool alone = statements.size() == 1;
  std::erase_if(statements, [&](const Statement* statement) { return !WorthAnotherTry(*statement, alone); });
  if (statements.empty()) return took;
  for (Statement* statement : statements) statement->error.reset();
  return took + pipeline.RunEach(statements);
}

bool StatementGroup::WorthAnotherTry(const Statement& statement, bool alone) const {
  if (!statement.error) return false;
  const std::string& reason = statement.error->reason();
  // Reading twice does no harm: a connection that was lost is replaced.
  if (kind_ == Kind::kReads) return reason == "NOT_ATTEMPTED" || reason == "DEPENDENCY_UNAVAILABLE";
  // Unless their fate is unknown, nothing of them was written.
  return !alone && reason != "OUTCOME_UNKNOWN";
}

}  // namespace waymark::db
