# Debian 12's packages. Protobuf has no CMake configuration there, so its module
# must be found before gRPC's configuration asks for it.
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CURL REQUIRED)
find_package(Threads REQUIRED)
find_package(GTest CONFIG REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(pqxx REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(pq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
pkg_check_modules(hiredis REQUIRED IMPORTED_TARGET hiredis)
pkg_check_modules(nghttp2 REQUIRED IMPORTED_TARGET libnghttp2)
pkg_check_modules(cjose REQUIRED IMPORTED_TARGET cjose)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
find_library(ZXCVBN_LIBRARY zxcvbn REQUIRED)  # comes without pkg-config
find_program(WAYMARK_GOLD ld.gold)

set(WAYMARK_SANITIZE "" CACHE STRING "Sanitizers to compile with, for example address,undefined")
if(WAYMARK_SANITIZE)
  add_compile_options(-fsanitize=${WAYMARK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${WAYMARK_SANITIZE})
endif()
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
# By itself GCC tidies up its memory so often that a tenth of its time goes there. It takes a
# quarter more memory instead: at most 900 MB a file (kB; clang does not know it).
add_compile_options($<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=524288>)
# Hardening that costs next to nothing.
add_compile_options(-fstack-protector-strong)
add_link_options(-Wl,-z,relro,-z,now)
