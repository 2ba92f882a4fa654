#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <deque>

#include "tests/bench/create_load.h"
#include "tests/bench/grpc_connection.h"

namespace waymark::bench {
namespace {

constexpr char kMethod[] = "/waymark.participants.v1.ParticipantsService/CreateParticipant";

struct Client {
  Client(const CreateLoad& load)
      : requests(load.organization), connection(load.address, kMethod, load.caller) {}

  void Start() {
    start = Clock::now();
    connection.Call(requests.Next().SerializeAsString());
  }

  CreateRequests requests;
  GrpcConnection connection;
  Clock::time_point start;
};

}  // namespace

CreateAnswers CreateByNghttp2(const CreateLoad& load) {
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  std::deque<Client> clients;
  for (int i = 0; i < load.clients; ++i) {
    Client& client = clients.emplace_back(load);
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &client}};
    epoll_ctl(epoll, EPOLL_CTL_ADD, client.connection.socket(), &event);
    client.Start();
  }
  CreateAnswers answers;
  std::array<epoll_event, 64> events;
  for (int running = load.clients; running > 0;) {
    const int count = epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      auto& client = *static_cast<Client*>(events[static_cast<size_t>(i)].data.ptr);
      if (!client.connection.Receive()) continue;
      answers.Add(client.start, client.connection.ok());
      if (Clock::now() < load.until) {
        client.Start();
      } else {
        --running;
      }
    }
  }
  close(epoll);
  return answers;
}

}  // namespace waymark::bench
