#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "services/common/db/connection.h"
#include "services/common/db/migrations.h"

namespace waymark::testing {

// A database of its own for one test, on a private PostgreSQL that is started
// once per test program (initdb in a temporary folder, Unix socket only) and
// stopped when the program ends. The migrations of `common` and of `component`
// are applied once, into a template. No PostgreSQL → the test fails.
class TestDatabase {
 public:
  explicit TestDatabase(std::string_view component = "common",
                        std::span<const db::Migration> migrations = {});
  ~TestDatabase();

  // Connection strings of the application role, of the one for callers with a
  // right to a part of the records, of the owner, who migrates (all are bound by
  // row-level security), and of an administrator, who sees all.
  const std::string& app() const { return app_; }
  const std::string& part() const { return part_; }
  const std::string& owner() const { return owner_; }
  const std::string& admin() const { return admin_; }

 private:
  std::string name_, app_, part_, owner_, admin_;
};

// A private redis-server on a Unix socket, started once per test program and
// flushed for each TestRedis. Its address as WAYMARK_REDIS takes it.
class TestRedis {
 public:
  TestRedis();
  const std::string& address() const { return address_; }
  // The number that follows `name` in what INFO tells of the server, 0 where that is not told:
  // `cmdstat_xadd:calls=` since it was started, `blocked_clients:` now.
  int64_t Told(std::string_view name) const;

  // Sets how many bytes it may use; 0 = as many as there are.
  void LimitMemory(int64_t bytes) const;

 private:
  std::string address_;
};

}  // namespace waymark::testing
