package io.serai.engines.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Looks host names up without blocking an event loop; remembers answers for half a minute. Thread-safe. */
final class Addresses {
    private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

    private final ConcurrentMap<String, Lookup> lookups = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    Addresses(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The addresses of {@code host}; fails with {@link UnknownHostException}. A literal is answered at once. */
    CompletableFuture<InetAddress[]> of(String host) {
        InetAddress literal = literal(host);
        if (literal != null) {
            return CompletableFuture.completedFuture(new InetAddress[] {literal});
        }
        long now = nanos.getAsLong();
        return lookups.compute(host, (name, known) -> known != null && known.fresh(now) ? known : lookup(name, now))
                .answer;
    }

    private static @Nullable InetAddress literal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        byte[] address = NetUtil.createByteArrayFromIpAddressString(bare);
        if (address == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(host, address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes, not " + address.length, e);
        }
    }

    private static Lookup lookup(String host, long now) {
        var answer = new CompletableFuture<InetAddress[]>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(InetAddress.getAllByName(host));
            } catch (UnknownHostException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return new Lookup(answer, now);
    }

    private record Lookup(CompletableFuture<InetAddress[]> answer, long startedNanos) {
        boolean fresh(long now) {
            return !answer.isCompletedExceptionally() && now - startedNanos < KEPT_NANOS;
        }
    }
}
