#include "services/common/testing/postgres.h"

#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "services/common/events/kept_changes.h"
#include "services/common/events/migrations.h"
#include "services/common/testing/process.h"

namespace waymark::testing {
namespace {

namespace fs = std::filesystem;

void WaitUntil(const std::string& what, const std::function<bool()>& ready) {
  for (int i = 0; i < 600; ++i) {
    if (ready()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error(what + " did not start within 30 s");
}

// Debian keeps the server's programs out of PATH.
std::string PostgresProgram(const std::string& name) {
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql")) {
    const fs::path program = version.path() / "bin" / name;
    if (fs::exists(program)) return program;
  }
  throw std::runtime_error("no PostgreSQL server is installed");
}

class Cluster {
 public:
  static Cluster& Instance() {
    static Cluster cluster;
    return cluster;
  }

  std::string Conninfo(const std::string& database, const std::string& user) const {
    return "host=" + folder_.path() + " dbname=" + database + " user=" + user +
           " options='-c waymark.app_role=waymark_app -c client_min_messages=warning'";
  }

  std::string Create(const std::string& prefix, const std::string& from) {
    const std::string name = prefix + std::to_string(++count_);
    admin_->Execute("CREATE DATABASE " + name + " OWNER waymark_owner TEMPLATE " + from);
    return name;
  }

  void Drop(const std::string& name) { admin_->Execute("DROP DATABASE " + name + " WITH (FORCE)"); }

  // The database with the component's migrations, made on first use.
  const std::string& Template(std::string_view component, std::span<const db::Migration> migrations) {
    std::string& name = templates_[std::string(component)];
    if (name.empty()) {
      name = Create("template_of_test_", "template0");
      db::Connection owner(Conninfo(name, "waymark_owner"));
      db::Migrate(owner, "common", events::kMigrations);
      db::Migrate(owner, component, migrations);
      events::KeepChanges(owner);
    }
    return name;
  }

 private:
  Cluster() : user_(DatabaseUser()), folder_(user_) {
    const std::string data = folder_ / "data", log = folder_ / "log";
    if (Process({PostgresProgram("initdb"), "-D", data, "-U", "waymark_admin", "-A", "trust", "-E", "UTF8",
                 "--locale=C", "--no-sync"},
                log, user_)
            .Wait() != 0) {
      throw std::runtime_error("initdb failed, see " + log);
    }
    server_ = std::make_unique<Process>(
        std::vector<std::string>{PostgresProgram("postgres"), "-D", data, "-k", folder_.path(), "-c",
                                 "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c",
                                 "max_connections=200", "-c", "lc_messages=C"},
        log, user_);
    admin_ = std::make_unique<db::Connection>(Conninfo("postgres", "waymark_admin"));
    WaitUntil("PostgreSQL", [this] { return admin_->Ping(); });
    for (const char* role : {"waymark_app", "waymark_owner", "waymark_app_part"}) {
      admin_->Execute(std::string("CREATE ROLE ") + role + " LOGIN NOSUPERUSER NOBYPASSRLS");
    }
    admin_->Execute("GRANT waymark_app TO waymark_app_part");
  }

  const std::string user_;
  const Folder folder_;
  std::unique_ptr<Process> server_;
  std::unique_ptr<db::Connection> admin_;
  std::map<std::string, std::string> templates_;
  int count_ = 0;
};

class RedisServer {
 public:
  static RedisServer& Instance() {
    static RedisServer server;
    return server;
  }
  std::string socket() const { return folder_ / "redis.sock"; }

 private:
  RedisServer() {
    server_ =
        std::make_unique<Process>(std::vector<std::string>{"redis-server", "--port", "0", "--unixsocket",
                                                           socket(), "--save", "", "--dir", folder_.path()},
                                  folder_ / "log");
    WaitUntil("Redis", [this] { return fs::exists(socket()); });
  }
  const Folder folder_;
  std::unique_ptr<Process> server_;
};

}  // namespace

TestDatabase::TestDatabase(std::string_view component, std::span<const db::Migration> migrations) {
  Cluster& cluster = Cluster::Instance();
  name_ = cluster.Create("test_", cluster.Template(component, migrations));
  app_ = cluster.Conninfo(name_, "waymark_app");
  part_ = cluster.Conninfo(name_, "waymark_app_part");
  owner_ = cluster.Conninfo(name_, "waymark_owner");
  admin_ = cluster.Conninfo(name_, "waymark_admin");
}

TestDatabase::~TestDatabase() { Cluster::Instance().Drop(name_); }

TestRedis::TestRedis() : address_("unix:" + RedisServer::Instance().socket()) {
  const std::string socket = RedisServer::Instance().socket();
  if (Process({"redis-cli", "-s", socket, "FLUSHALL"}, "/dev/null").Wait() != 0) {
    throw std::runtime_error("redis-cli failed");
  }
}

int64_t TestRedis::Told(std::string_view name) const {
  const Folder folder;
  Process({"redis-cli", "-s", RedisServer::Instance().socket(), "INFO", "all"}, folder / "info").Wait();
  std::ostringstream text;
  text << std::ifstream(folder / "info").rdbuf();
  const std::string info = text.str();
  const size_t at = info.find("\n" + std::string(name));
  return at == std::string::npos ? 0 : std::atoll(info.c_str() + at + 1 + name.size());
}

void TestRedis::LimitMemory(int64_t bytes) const {
  const std::string socket = RedisServer::Instance().socket();
  Process({"redis-cli", "-s", socket, "CONFIG", "SET", "maxmemory", std::to_string(bytes)}, "/dev/null")
      .Wait();
}

}  // namespace waymark::testing
