#include "services/common/db/pipeline.h"

#include <poll.h>

#include <algorithm>
#include <array>

#include "services/common/base/seeded.h"
#include "services/common/db/pg_error.h"
#include "services/common/db/result.h"
#include "services/common/db/session.h"

namespace waymark::db {
namespace {

// No query is named so: they have the names of files.
constexpr char kScopeStatement[] = "/scope";

// The connection is of no more use.
struct Lost {};

Error NotAttempted() {
  return Error(Code::kAborted, "NOT_ATTEMPTED", "another statement of the same transaction failed");
}

std::string_view FieldOf(const PGresult& result, int field) {
  const char* text = PQresultErrorField(&result, field);
  return text == nullptr ? "" : text;
}

// Those that have no error yet get this one.
void FailTheRest(std::span<Statement* const> statements, const Error& error) {
  for (Statement* statement : statements) {
    if (!statement->error) statement->error = error;
  }
}

}  // namespace

// What the server will answer, in the order in which it was asked.
struct Pipeline::Answer {
  enum class To { kPrepare, kScope, kStatement, kSync } to;
  Statement* statement = nullptr;  // on whose behalf
};

Duration Pipeline::RunTogether(std::span<Statement* const> statements) { return Run(statements, true); }

Duration Pipeline::RunEach(std::span<Statement* const> statements) { return Run(statements, false); }

Duration Pipeline::Run(std::span<Statement* const> statements, bool together) {
  if (!Open()) {
    FailTheRest(statements, Unavailable("the database"));
    return {};
  }
  const auto begin = std::chrono::steady_clock::now();
  SendAndRead(statements, together);
  if (outdated_ && connection_) RunAgain(statements, together);
  // Another connection may lead to a server that does.
  if (outdated_ || read_only_) Drop();
  return std::chrono::steady_clock::now() - begin;
}

// Those that failed, with all prepared anew: nothing of them was done.
void Pipeline::RunAgain(std::span<Statement* const> statements, bool together) {
  std::vector<Statement*> failed;
  for (Statement* statement : statements) {
    if (!statement->error) continue;
    statement->error.reset();
    failed.push_back(statement);
  }
  Drop();
  if (Open()) {
    SendAndRead(failed, together);
  } else {
    FailTheRest(failed, Unavailable("the database"));
  }
}

void Pipeline::SendAndRead(std::span<Statement* const> statements, bool together) {
  std::vector<Answer> answers;
  bool sent = false;
  try {
    for (Statement* statement : statements) {
      // A transaction that fails takes the settings of the session back with it.
      Send(*statement, /*scope_anew=*/!together, answers);
      if (together && statement != statements.back()) continue;
      sent = true;
      if (kind_ == Kind::kWrites) seeded::DieAt("before_commit");
      Sync(answers);
    }
    // While it cannot write, libpq takes in what comes: neither side waits for the
    // other, however large requests and answers are.
    if (PQflush(connection_.get()) != 0) throw Lost();
    for (const Answer& answer : answers) Read(answer);
  } catch (const Lost&) {
    Drop();
    // A write that was sent may have been committed: the caller learns that by its request_id.
    const bool in_doubt = sent && kind_ == Kind::kWrites;
    FailTheRest(statements, in_doubt ? OutcomeUnknown() : Unavailable("the database"));
    return;
  }
  if (std::ranges::none_of(statements,
                           [](const Statement* statement) { return statement->error.has_value(); }))
    return;
  ForgetScope();
  // What was read before stays true.
  if (together && kind_ == Kind::kWrites) FailTheRest(statements, NotAttempted());
}

bool Pipeline::Open() {
  if (connection_ && IsAlive()) return true;
  Drop();
  connection_.reset(PQconnectdb(conninfo_.c_str()));
  std::string settings = kSessionSettings;
  if (kind_ == Kind::kReads) settings += kReadOnly;
  const Answered told(PQexec(connection_.get(), settings.c_str()));
  const Answered prepared(PQprepare(connection_.get(), kScopeStatement, kApplyScope, 0, nullptr));
  const bool open = PQresultStatus(told.get()) == PGRES_COMMAND_OK &&
                    PQresultStatus(prepared.get()) == PGRES_COMMAND_OK &&
                    PQenterPipelineMode(connection_.get()) == 1;
  if (!open) Drop();
  return open;
}

// A server that went away while nobody asked has closed the connection.
bool Pipeline::IsAlive() {
  pollfd socket{PQsocket(connection_.get()), POLLIN, 0};
  while (poll(&socket, 1, 0) > 0) {
    if (PQconsumeInput(connection_.get()) == 0 || PQstatus(connection_.get()) != CONNECTION_OK) return false;
  }
  return true;
}

void Pipeline::Drop() {
  connection_.reset();
  prepared_.clear();
  outdated_ = read_only_ = false;
  ForgetScope();
}

void Pipeline::ForgetScope() {
  organization_id_.clear();
  timeout_ms_ = -1;
}

void Pipeline::Send(Statement& statement, bool scope_anew, std::vector<Answer>& answers) {
  PGconn* connection = connection_.get();
  const std::string name(statement.query.name);
  const auto& [values, lengths, formats] = statement.params;
  if (prepared_.insert(statement.query.name).second) {
    const std::string text(statement.query.text);
    if (PQsendPrepare(connection, name.c_str(), text.c_str(), 0, nullptr) != 1) throw Lost();
    answers.push_back({Answer::To::kPrepare, &statement});
  }
  if (scope_anew || organization_id_ != statement.organization_id || timeout_ms_ != statement.timeout_ms) {
    const std::string milliseconds = std::to_string(statement.timeout_ms);
    const std::array scope = {statement.organization_id.c_str(), milliseconds.c_str()};
    if (PQsendQueryPrepared(connection, kScopeStatement, 2, scope.data(), nullptr, nullptr, 0) != 1)
      throw Lost();
    answers.push_back({Answer::To::kScope, &statement});
    organization_id_ = statement.organization_id;
    timeout_ms_ = statement.timeout_ms;
  }
  if (PQsendQueryPrepared(connection, name.c_str(), static_cast<int>(values.size()), values.data(),
                          lengths.data(), formats.data(), 0) != 1)
    throw Lost();
  answers.push_back({Answer::To::kStatement, &statement});
}

void Pipeline::Sync(std::vector<Answer>& answers) {
  if (PQpipelineSync(connection_.get()) != 1) throw Lost();
  answers.push_back({Answer::To::kSync});
}

void Pipeline::Read(const Answer& answer) {
  Answered result(PQgetResult(connection_.get()));
  if (!result || PQstatus(connection_.get()) != CONNECTION_OK) throw Lost();
  Take(answer, std::move(result));
  // All but the end of a transaction are followed by an end of their own.
  if (answer.to != Answer::To::kSync && PQgetResult(connection_.get()) != nullptr) throw Lost();
}

void Pipeline::Take(const Answer& answer, Answered result) {
  const ExecStatusType status = PQresultStatus(result.get());
  switch (status) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
      if (answer.to == Answer::To::kStatement)
        answer.statement->rows = Rows(std::make_shared<const Result>(result.release()));
      return;
    case PGRES_PIPELINE_SYNC:
      return;
    case PGRES_FATAL_ERROR:
    case PGRES_PIPELINE_ABORTED:
      break;
    default:
      throw Lost();
  }
  // The commit itself failed: nobody knows more than that.
  if (answer.statement == nullptr) throw Lost();
  if (answer.to == Answer::To::kPrepare) prepared_.erase(answer.statement->query.name);
  if (answer.statement->error) return;
  answer.statement->error = status == PGRES_PIPELINE_ABORTED ? NotAttempted() : ErrorOf(*result);
}

Error Pipeline::ErrorOf(const PGresult& result) {
  const std::string_view state = FieldOf(result, PG_DIAG_SQLSTATE);
  outdated_ |= IsPlanOutdated(state);
  read_only_ |= state == kReadOnlyState && kind_ == Kind::kWrites;
  // A session of reads is so by itself: what wanted to write there is a fault of ours.
  if (state == kReadOnlyState && kind_ == Kind::kReads) return Internal("a read that writes");
  return FromSqlState(state, FieldOf(result, PG_DIAG_CONSTRAINT_NAME));
}

}  // namespace waymark::db
