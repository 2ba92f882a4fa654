#include "services/common/db/commit_group.h"

#include <algorithm>

#include "services/common/db/session.h"

namespace waymark::db {
namespace {

// While one waits for the disk, the other computes.
constexpr int kPipelines = 2;
// The answers to so many fit well into the buffer of a socket, so that neither
// side ever waits for the other to read.
constexpr size_t kLargestGroup = 32;

}  // namespace

struct CommitGroup::Waiting {
  Statement statement;
  bool done = false;
  std::unique_ptr<Pipeline> pipeline = nullptr;  // given: it is this one's turn to write
  std::condition_variable wake = {};
};

CommitGroup::CommitGroup(const std::string& conninfo) {
  for (int i = 0; i < kPipelines; ++i) free_.push_back(std::make_unique<Pipeline>(conninfo));
}

CommitGroup::~CommitGroup() = default;

void CommitGroup::Write(const Scope& scope, const Query& query, const Params& params) {
  Waiting me{.statement = {scope.organization_id, TimeoutStep(scope.deadline), query,
                           params.InOrderOf(query.name, query.params)}};
  std::unique_lock lock(mutex_);
  queue_.push_back(&me);
  if (free_.empty()) {
    me.wake.wait(lock, [&] { return me.done || me.pipeline; });
  } else {
    me.pipeline = std::move(free_.back());
    free_.pop_back();
  }
  if (!me.done) {
    const auto group = TakeGroup();
    lock.unlock();
    Run(*me.pipeline, group);
    lock.lock();
    for (Waiting* other : group) {
      other->done = true;
      if (other != &me) other->wake.notify_one();
    }
    if (queue_.empty()) {
      free_.push_back(std::move(me.pipeline));
    } else {
      queue_.front()->pipeline = std::move(me.pipeline);
      queue_.front()->wake.notify_one();
    }
  }
  lock.unlock();
  if (me.statement.error) throw *me.statement.error;
}

// The one that writes is at the front of the queue.
std::vector<CommitGroup::Waiting*> CommitGroup::TakeGroup() {
  const auto end = queue_.begin() + static_cast<ptrdiff_t>(std::min(queue_.size(), kLargestGroup));
  std::vector<Waiting*> group(queue_.begin(), end);
  queue_.erase(queue_.begin(), end);
  return group;
}

void CommitGroup::Run(Pipeline& pipeline, const std::vector<Waiting*>& group) {
  std::vector<Statement*> statements;
  for (Waiting* waiting : group) statements.push_back(&waiting->statement);
  pipeline.RunTogether(statements);
  if (statements.size() == 1) return;
  // Unless their fate is unknown, nothing of them was written.
  std::erase_if(statements, [](const Statement* statement) {
    return !statement->error || statement->error->reason() == "OUTCOME_UNKNOWN";
  });
  if (statements.empty()) return;
  for (Statement* statement : statements) statement->error.reset();
  pipeline.RunEach(statements);
}

}  // namespace waymark::db
