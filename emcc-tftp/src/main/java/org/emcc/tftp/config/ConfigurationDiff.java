package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two phone files, and what it costs at the phone. The order of elements that do not repeat, comments and blanks
 * between elements say nothing to a phone and are no difference; but {@code ports} behind {@code processNodeName} are lost to it, and
 * are one. Keys are matched by their button, modules by their index, where that is a number and no other has it; everything else that
 * repeats by its place, which is what phones go by.
 *
 * <p>Source: phone-config-files 3.9, <em>Apply or restart</em>; that hardware phones behave like the published stack is inferred there.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ConfigurationDiff {
    /** The most changes that a comparison keeps. */
    public static final int MOST = 1000;

    private static final String HIDDEN = "(hidden)";
    private static final String CALL_MANAGER = "devicePool/callManagerGroup/members/member/callManager";
    private static final String LINES = "sipProfile/sipLines";
    private static final String MODULES = "addOnModules";
    private static final String PORTS_FIRST = "(ports before processNodeName)";
    private static final String PORTS_LAST = "(processNodeName before ports)";
    private static final int LONGEST_PATH = 255;

    /** Of an element that the table has not, or not there. A soft key is none; a pin is one as a word or at the end of one. */
    private static final Pattern SOUNDS_SECRET =
            Pattern.compile("(?i:pass|pwd|secret|credential|psk|token|(?<!soft)key|pin$)"
                    + "|(?:^|[^A-Za-z])(?i:pin)(?![a-z])|Pin(?![a-z])");

    private static final Set<String> SECRET_NAMES = PhoneElement.all().stream()
            .filter(PhoneElement::secret)
            .map(row -> row.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final List<Change> changes;
    private final boolean cut;
    private final PhoneElement.Effect effect;

    private ConfigurationDiff(List<Change> changes, boolean cut, PhoneElement.Effect effect) {
        this.changes = List.copyOf(changes);
        this.cut = cut;
        this.effect = effect;
    }

    /** What became of an element. */
    public enum Kind {
        /** Only the later file has it. */
        ADDED,
        /** Only the earlier file has it. */
        REMOVED,
        /** Both have it, with different text. */
        CHANGED
    }

    /**
     * One element or attribute that differs.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    public static final class Change {
        private final Kind kind;
        private final String path;
        private final @Nullable String before;
        private final @Nullable String after;
        private final boolean secret;
        private final PhoneElement.Effect effect;

        private Change(
                String path,
                @Nullable String before,
                @Nullable String after,
                boolean secret,
                PhoneElement.Effect effect) {
            this.kind = before == null ? Kind.ADDED : after == null ? Kind.REMOVED : Kind.CHANGED;
            this.path = path;
            this.secret = secret;
            this.before = before == null || !secret ? before : HIDDEN;
            this.after = after == null || !secret ? after : HIDDEN;
            this.effect = effect;
        }

        /**
         * What became of it.
         *
         * @return added, removed or changed
         */
        public Kind kind() {
            return kind;
        }

        /**
         * Where it stands, for example {@code sipProfile/sipLines/line[button=1]/name} or {@code TVS/members/member[2]/address}. Names
         * of more than 64 characters are clipped; of a path of more than 255 the end is left.
         *
         * @return the path
         */
        public String path() {
            return path;
        }

        /**
         * The text in the earlier file. For a {@code callManager} whose ports changed their place, words for their order.
         *
         * @return the text, {@code (hidden)} for a secret, or empty when it was not there
         */
        public Optional<String> before() {
            return Optional.ofNullable(before);
        }

        /**
         * The text in the later file, as for {@link #before}.
         *
         * @return the text, {@code (hidden)} for a secret, or empty when it is not there
         */
        public Optional<String> after() {
            return Optional.ofNullable(after);
        }

        /**
         * Whether its text is hidden: the table says so, or it is not in the table and its name, or the name of something around it,
         * is that of a secret or sounds like it.
         *
         * @return true for a secret
         */
        public boolean secret() {
            return secret;
        }

        /**
         * What this change costs.
         *
         * @return the effect; unknown for what is not in the table
         */
        public PhoneElement.Effect effect() {
            return effect;
        }

        @Override
        public String toString() {
            String texts = switch (kind) {
                case ADDED -> "added \"" + Require.clip(after().orElse("")) + "\"";
                case REMOVED -> "removed \"" + Require.clip(before().orElse("")) + "\"";
                case CHANGED ->
                    "changed from \"" + Require.clip(before().orElse("")) + "\" to \""
                            + Require.clip(after().orElse("")) + "\"";
            };
            return path + " " + texts + " (" + effect.name().toLowerCase(Locale.ROOT) + ")";
        }
    }

    /**
     * Compares two files.
     *
     * @param before the earlier file
     * @param after the later file
     * @return what differs
     */
    public static ConfigurationDiff between(PhoneConfiguration before, PhoneConfiguration after) {
        Walk walk = new Walk();
        walk.element(
                Objects.requireNonNull(before, "before").root(),
                Objects.requireNonNull(after, "after").root(),
                new Place(null, new Slot("", "", 1), "", false));
        return new ConfigurationDiff(walk.changes, walk.cut, walk.effect());
    }

    /** By what a child is told from its like: by a key, or else by its number among those of its name. */
    private record Slot(String name, String key, int number) implements Comparable<Slot> {
        private static final Comparator<Slot> ORDER =
                Comparator.comparing(Slot::name).thenComparing(Slot::key).thenComparingInt(Slot::number);

        @Override
        public int compareTo(Slot other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Where the walk is. Its path is made only for what differs: names may be long, and most of two files is alike.
     *
     * @param table where the table has it; null when it has not
     * @param secret whether what stands here is hidden
     */
    private record Place(
            @Nullable Place above, Slot slot, @Nullable String table, boolean secret) {
        @Nullable
        PhoneElement row() {
            return table == null ? null : PhoneElement.at(table);
        }

        Place child(Slot child) {
            String path = table == null ? "" : table.isEmpty() ? child.name : table + "/" + child.name;
            return inner(child, path);
        }

        Place attribute(String name) {
            return inner(new Slot("@" + name, "", 1), table == null ? "" : table + "@" + name);
        }

        private Place inner(Slot child, String path) {
            PhoneElement row = PhoneElement.at(path);
            return row == null
                    ? new Place(this, child, null, secret || soundsSecret(child.name))
                    : new Place(this, child, path, row.secret());
        }

        String path() {
            StringBuilder out = new StringBuilder();
            path(out);
            return out.length() <= LONGEST_PATH ? out.toString() : "…" + out.substring(out.length() - LONGEST_PATH + 1);
        }

        private void path(StringBuilder out) {
            if (above == null) {
                return;
            }
            above.path(out);
            if (out.length() > 0 && !slot.name.startsWith("@")) {
                out.append('/');
            }
            out.append(Require.clip(slot.name));
            PhoneElement row = row();
            if (!slot.key.isEmpty()) {
                out.append('[').append(slot.key).append(']');
            } else if (slot.number > 1 || (row != null && row.repeats())) {
                out.append('[').append(slot.number).append(']');
            }
        }
    }

    /** Goes through both trees side by side. */
    private static final class Walk {
        private final List<Change> changes = new ArrayList<>();
        private final Set<PhoneElement.Effect> effects = EnumSet.noneOf(PhoneElement.Effect.class);
        private boolean cut;

        PhoneElement.Effect effect() {
            for (PhoneElement.Effect worst :
                    List.of(PhoneElement.Effect.RESTART, PhoneElement.Effect.UNKNOWN, PhoneElement.Effect.LIVE)) {
                if (effects.contains(worst)) {
                    return worst;
                }
            }
            return PhoneElement.Effect.NONE;
        }

        void element(XmlNode.@Nullable Element was, XmlNode.@Nullable Element is, Place place) {
            Map<String, String> oldAttributes = was == null ? Map.of() : was.attributes();
            Map<String, String> newAttributes = is == null ? Map.of() : is.attributes();
            oldAttributes.forEach((name, text) -> leaf(text, newAttributes.get(name), place.attribute(name)));
            newAttributes.forEach((name, text) -> {
                if (!oldAttributes.containsKey(name)) {
                    leaf(null, text, place.attribute(name));
                }
            });
            if (place.above != null) {
                leaf(text(was, place), text(is, place), place);
            }
            if (was != null && is != null && CALL_MANAGER.equals(place.table)) {
                ports(was, is, place);
            }
            Set<String> ambiguous = new HashSet<>();
            ambiguous(was, place, ambiguous);
            ambiguous(is, place, ambiguous);
            Map<Slot, XmlNode.Element> old = slots(was, place, ambiguous);
            Map<Slot, XmlNode.Element> now = slots(is, place, ambiguous);
            old.forEach((slot, child) -> element(child, now.remove(slot), place.child(slot)));
            now.forEach((slot, child) -> element(null, child, place.child(slot)));
        }

        private void leaf(@Nullable String before, @Nullable String after, Place place) {
            if (Objects.equals(before, after)) {
                return;
            }
            PhoneElement row = place.row();
            add(place, before, after, row == null ? PhoneElement.Effect.UNKNOWN : row.effect());
        }

        /** A phone that meets processNodeName first has the entry without its ports (3.9). */
        private void ports(XmlNode.Element was, XmlNode.Element is, Place place) {
            if (hasBoth(was) && hasBoth(is) && Elements.portsFirst(was) != Elements.portsFirst(is)) {
                add(place, order(was), order(is), PhoneElement.Effect.RESTART);
            }
        }

        private static boolean hasBoth(XmlNode.Element callManager) {
            return callManager.first("ports").isPresent()
                    && callManager.first("processNodeName").isPresent();
        }

        private static String order(XmlNode.Element callManager) {
            return Elements.portsFirst(callManager) ? PORTS_FIRST : PORTS_LAST;
        }

        private void add(Place place, @Nullable String before, @Nullable String after, PhoneElement.Effect effect) {
            effects.add(effect);
            if (changes.size() < MOST) {
                changes.add(new Change(place.path(), before, after, place.secret, effect));
            } else {
                cut = true;
            }
        }

        /** Its own text, where that says anything to a phone. */
        private static @Nullable String text(XmlNode.@Nullable Element at, Place place) {
            if (at == null) {
                return null;
            }
            PhoneElement row = place.row();
            String text = at.text();
            boolean group = !at.elements().isEmpty() || (row != null && row.type() == PhoneElement.Type.GROUP);
            return group && text.isEmpty() ? null : text;
        }

        private static Map<Slot, XmlNode.Element> slots(
                XmlNode.@Nullable Element parent, Place place, Set<String> ambiguous) {
            Map<Slot, XmlNode.Element> found = new LinkedHashMap<>();
            Map<String, Integer> count = new HashMap<>();
            for (XmlNode.Element child : parent == null ? List.<XmlNode.Element>of() : parent.elements()) {
                int number = count.merge(child.name(), 1, Integer::sum);
                String key = key(child, place);
                found.put(
                        key.isEmpty() || ambiguous.contains(key)
                                ? new Slot(child.name(), "", number)
                                : new Slot(child.name(), key, 1),
                        child);
            }
            return found;
        }

        /** The keys that stand there twice, and so tell nothing from its like. */
        private static void ambiguous(XmlNode.@Nullable Element parent, Place place, Set<String> found) {
            if (parent != null && (LINES.equals(place.table) || MODULES.equals(place.table))) {
                Set<String> seen = new HashSet<>();
                for (XmlNode.Element child : parent.elements()) {
                    String key = key(child, place);
                    if (!key.isEmpty() && !seen.add(key)) {
                        found.add(key);
                    }
                }
            }
        }

        /** By what phones tell it from its like, where they do; empty when that is no number. */
        private static String key(XmlNode.Element child, Place place) {
            String name = LINES.equals(place.table) && child.name().equals("line")
                    ? "button"
                    : MODULES.equals(place.table) && child.name().equals("addOnModule") ? "idx" : "";
            Optional<String> value = name.isEmpty() ? Optional.empty() : child.attribute(name);
            return value.filter(v -> Elements.number(value).isPresent() && v.equals(v.trim()))
                    .map(v -> name + "=" + v)
                    .orElse("");
        }
    }

    private static boolean soundsSecret(String name) {
        String own = name.substring(Math.max(name.lastIndexOf(':'), name.indexOf('@')) + 1);
        return SECRET_NAMES.contains(own.toLowerCase(Locale.ROOT))
                || SOUNDS_SECRET.matcher(own).find();
    }

    /**
     * The differences, at most {@link #MOST} of them: those of the earlier file in document order; what only the later file has comes
     * behind the rest of its group.
     *
     * @return the changes; empty when a phone would see none
     */
    public List<Change> changes() {
        return changes;
    }

    /**
     * Whether there are more differences than {@link #changes} has.
     *
     * @return true when the list was cut
     */
    public boolean cut() {
        return cut;
    }

    /**
     * What all of it costs, also what was cut off.
     *
     * @return restart when one change does, else unknown when one is, else live; none when nothing differs
     */
    public PhoneElement.Effect effect() {
        return effect;
    }

    @Override
    public String toString() {
        return "ConfigurationDiff" + changes + (cut ? " and more" : "");
    }
}
