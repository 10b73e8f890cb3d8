package io.serai.bench;

import io.serai.bench.process.BenchFailure;
import io.serai.bench.process.BenchProcess;
import io.serai.bench.process.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The nginx of the PATH as a plain reverse proxy: what moving the bytes costs in C. It is set up to do well:
 * kept-alive connections on both sides, no log, request bodies in memory, responses passed on as they come.
 */
record NginxRung() implements Rung {
    private static final String CONFIGURATION = """
            daemon off;
            @user@
            worker_processes @processes@;
            worker_rlimit_nofile 16384;
            pid nginx.pid;
            events { worker_connections 8192; }
            http {
              access_log off;
              client_max_body_size 0;
              client_body_buffer_size 1m;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              keepalive_requests 1000000000;
              keepalive_timeout 300s;
              tcp_nodelay on;
              upstream workers {
            @servers@
                keepalive 1024;
                keepalive_requests 1000000000;
                keepalive_timeout 300s;
              }
              server {
                listen 127.0.0.1:@port@;
                location / {
                  proxy_pass http://workers;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_buffering off;
                  proxy_read_timeout 300s;
                }
              }
            }
            """;

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public StartedRung start(Setting setting) throws InterruptedException {
        var program = Commands.program("nginx")
                .orElseThrow(() -> new BenchFailure("nginx is not on the PATH; install it (apt-get install nginx)"));
        int port = Ports.free();
        var file = setting.folder().resolve("nginx.conf");
        try {
            Files.writeString(file, configuration(setting, port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return StartedRung.await(
                BenchProcess.start(name(), command(program, setting.folder()), Map.of(), setting.folder()), port);
    }

    private static List<String> command(Path program, Path folder) {
        return List.of(
                program.toString(),
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-e",
                folder.resolve("error.log").toString());
    }

    static String configuration(Setting setting, int port) {
        var servers = setting.workers().stream()
                .map(worker -> "    server %s:%d;".formatted(worker.getHostString(), worker.getPort()))
                .collect(Collectors.joining("\n"));
        // As root it would work as another user, who may not read this run's folder.
        var user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        return CONFIGURATION
                .replace("@user@", user)
                .replace("@processes@", Integer.toString(Runtime.getRuntime().availableProcessors()))
                .replace("@servers@", servers)
                .replace("@port@", Integer.toString(port));
    }
}
