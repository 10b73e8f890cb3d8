package io.serai.onnx;

import io.serai.onnx.model.Manifest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which classifier serves which head: of two that have it, the later one. */
record HeadTable(Map<String, Slot> servers) {
    static HeadTable of(Collection<Slot> slots) {
        var servers = new LinkedHashMap<String, Slot>();
        for (Slot slot : slots) {
            Manifest manifest = slot.manifest();
            if (manifest != null) {
                manifest.headNames().forEach(head -> servers.put(head, slot));
            }
        }
        return new HeadTable(servers);
    }

    /** For each classifier that is needed, the heads to ask it for; null if one has none. */
    @Nullable
    Map<Slot, Set<String>> split(Set<String> heads) {
        var asked = new LinkedHashMap<Slot, Set<String>>();
        for (String head : heads) {
            Slot slot = servers.get(head);
            if (slot == null) {
                return null;
            }
            asked.computeIfAbsent(slot, _ -> new LinkedHashSet<>()).add(head);
        }
        return asked;
    }
}
