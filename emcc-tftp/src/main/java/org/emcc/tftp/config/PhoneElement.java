package org.emcc.tftp.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;
import org.jspecify.annotations.Nullable;

/**
 * An element or attribute of a phone file that is known: where it stands, what it holds, who reads it, and what a change of it costs.
 * All of them are in one table, in the order in which the product writes them; typed access, checks and
 * {@link ConfigurationDiff} go by it.
 *
 * <p>Source: phone-config-files 3.2 to 3.9. What {@code vendorConfig} holds is the vendor's per model: elements whose values no source
 * agrees on have type {@link Type#TEXT} without a rule (3.7).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneElement {
    /** What an element holds. */
    public enum Type {
        /** Other elements. */
        GROUP,
        /** On or off, in the encoding of the element (3.1). */
        FLAG,
        /** A whole number. */
        NUMBER,
        /** Text. */
        TEXT
    }

    /** What a change costs at the phone (3.9). */
    public enum Effect {
        /** The phone restarts. */
        RESTART,
        /** The phone applies it while running. */
        LIVE,
        /** That is not public. */
        UNKNOWN,
        /** Nothing, because nothing changed: only of a {@link ConfigurationDiff} without changes, of no element. */
        NONE
    }

    /** The form of what is written. */
    private enum Form {
        GROUP,
        TRUE_FALSE,
        ONE_ZERO,
        ZERO_ONE,
        INTEGER,
        WORD,
        LOOSE_WORD,
        PATTERN,
        LIST,
        LIMITED,
        ANY
    }

    private static final int MOST = 999_999_999;

    private final String path;
    private final String name;
    private final boolean attribute;
    private final int order;
    private final Form form;
    private final String rule;
    private final int least;
    private final boolean even;
    private final int most;
    private final Set<Integer> only;
    private final Set<String> words;
    private final Pattern pattern;
    private final String byDefault;
    private final boolean known;
    private final Remarks remarks;
    private final boolean repeats;
    private final boolean within;
    private final boolean modelDependent;
    private final XmlNode.Element usual;
    private final Nest nest = new Nest();

    /** Where a row is in the tree of all rows; filled while the table is read, and not changed afterwards. */
    private static final class Nest {
        private final Map<String, PhoneElement> below = new LinkedHashMap<>();
        private @Nullable PhoneElement group;
        private int rank;
        private int end;
    }

    /** What a row says at its end, and the rows below it inherit. */
    private record Remarks(String section, Effect effect, boolean sip, boolean secret, Set<PhoneFamily> families) {}

    private static final Pattern NO_PATTERN = Pattern.compile("");
    private static final Pattern HOST = Pattern.compile("[^\\s<>\"]*");
    private static final Pattern TIME = Pattern.compile("[0-9]{1,2}:[0-5][0-9]");
    private static final Pattern DATE =
            Pattern.compile("(?=.*D)(?=.*M)(?=.*Y)(?:D|M|Y{1,2}[Aa]?)([-/.])(?:D|M|Y{1,2}[Aa]?)\\1(?:D|M|Y{1,2})[Aa]?");

    /** Behind the patterns, which its rows need. */
    private static final Table TABLE = Table.read();

    private PhoneElement(
            String path, int order, String type, String byDefault, Remarks remarks, boolean repeats, boolean within) {
        this.path = path;
        this.name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('@')) + 1);
        this.attribute = path.indexOf('@') >= 0;
        this.order = order;
        this.byDefault = byDefault;
        this.known = !byDefault.isEmpty();
        this.usual = XmlNode.Element.of(name, byDefault).kept();
        this.remarks = remarks;
        this.repeats = repeats;
        this.within = within;
        int blank = type.indexOf(' ');
        String kind = blank < 0 ? type : type.substring(0, blank);
        String rest = blank < 0 ? "" : type.substring(blank + 1);
        this.modelDependent = kind.equals("user");
        this.even = kind.equals("even");
        this.only = kind.equals("int") && rest.indexOf(',') >= 0 ? numbers(rest) : Set.of();
        int[] range = only.isEmpty() && (even || kind.equals("int") || kind.equals("list"))
                ? range(rest)
                : new int[] {0, modelDependent ? 3 : MOST};
        this.least = range[0];
        Pattern matched = NO_PATTERN;
        Set<String> allowed = Set.of();
        int length = Integer.MAX_VALUE;
        switch (kind) {
            case "group" -> {
                form = Form.GROUP;
                rule = "hold elements";
            }
            case "bool" -> {
                form = Form.TRUE_FALSE;
                rule = "be exactly true or false";
            }
            case "bit" -> {
                form = Form.ONE_ZERO;
                rule = "be 0 (off) or 1 (on)";
            }
            case "inverted" -> {
                form = Form.ZERO_ONE;
                rule = "be 0 (on) or 1 (off)";
            }
            case "int", "user" -> {
                form = Form.INTEGER;
                rule = !only.isEmpty()
                        ? "be one of " + rest.replace(",", ", ")
                        : range[1] == MOST
                                ? "be a whole number from " + range[0] + " on"
                                : "be a whole number from " + range[0] + " to " + range[1];
            }
            case "even" -> {
                form = Form.INTEGER;
                rule = "be an even number from " + range[0] + " to " + range[1];
            }
            case "word", "zone" -> {
                form = Form.WORD;
                allowed = kind.equals("zone") ? zones() : Set.of(rest.split(",", -1));
                rule = kind.equals("zone")
                        ? "be a time zone name of the phones"
                        : "be one of " + rest.replace(",", ", ");
            }
            case "loose" -> {
                form = Form.LOOSE_WORD;
                allowed = new HashSet<>();
                for (String word : rest.split(",", -1)) {
                    allowed.add(loose(word));
                }
                rule = "be one of " + rest.replace(",", ", ");
            }
            case "text" -> {
                form = Form.LIMITED;
                length = Integer.parseInt(rest);
                rule = "have at most " + length + " characters";
            }
            case "host" -> {
                form = Form.PATTERN;
                matched = HOST;
                length = Integer.parseInt(rest);
                rule = "be a host name or an address of at most " + length + " characters";
            }
            case "dates" -> {
                form = Form.PATTERN;
                matched = DATE;
                rule = "be an order of D, M and Y or YY with one separator / - . and perhaps A";
            }
            case "time" -> {
                form = Form.PATTERN;
                matched = TIME;
                rule = "be hours and minutes, as HH:MM";
            }
            case "list" -> {
                form = Form.LIST;
                rule = "be a list of numbers from " + range[0] + " to " + range[1];
            }
            case "form" -> {
                form = Form.PATTERN;
                matched = Pattern.compile(rest);
                rule = "match " + rest;
            }
            case "any" -> {
                form = Form.ANY;
                rule = "be text";
            }
            default -> throw new IllegalStateException("no such type in the table of phone elements: " + type);
        }
        this.most = form == Form.INTEGER || form == Form.LIST ? range[1] : length;
        this.words = allowed;
        this.pattern = matched;
    }

    private static int[] range(String text) {
        int dots = text.indexOf("..");
        String most = text.substring(dots + 2);
        return new int[] {Integer.parseInt(text.substring(0, dots)), most.isEmpty() ? MOST : Integer.parseInt(most)};
    }

    private static Set<Integer> numbers(String text) {
        Set<Integer> numbers = new HashSet<>();
        for (String number : text.split(",", -1)) {
            numbers.add(Integer.parseInt(number));
        }
        return Set.copyOf(numbers);
    }

    private static Set<String> zones() {
        Set<String> names = new HashSet<>();
        names.add("Pacific SA Daylight Time");
        for (String stem : PhoneElementTable.TIME_ZONES.split(",", -1)) {
            names.add(
                    stem.endsWith("/")
                            ? stem.substring(0, stem.length() - 1) + " Standard/Daylight Time"
                            : stem + " Standard Time");
        }
        return names;
    }

    /** Phones compare some words without regard to case and blanks. */
    private static String loose(String word) {
        return word.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /**
     * All of them.
     *
     * @return the table, in the order in which the product writes it; what is in a group follows it
     */
    public static List<PhoneElement> all() {
        return TABLE.rows;
    }

    /**
     * The element at a path.
     *
     * @param path names from below {@code device}, with {@code /} between them; an attribute is {@code element@attribute}, one of
     *     {@code device} itself {@code @attribute}
     * @return the element, or empty when the table has none there
     */
    public static Optional<PhoneElement> find(String path) {
        return Optional.ofNullable(TABLE.byPath.get(Objects.requireNonNull(path, "path")));
    }

    /**
     * The element at a path that is in the table.
     *
     * @param path as for {@link #find}, for example {@code sipProfile/sipStack/timerT1}
     * @return the element
     * @throws IllegalArgumentException when the table has none there
     */
    public static PhoneElement of(String path) {
        return find(path)
                .orElseThrow(() -> new IllegalArgumentException(
                        "path of a phone element must be in the table, but is \"" + Require.clip(path) + "\""));
    }

    static @Nullable PhoneElement at(String path) {
        return TABLE.byPath.get(path);
    }

    /** The place in the table. */
    int order() {
        return order;
    }

    /** The place in the tree of all elements, in which what is in a group follows it without a gap. */
    int rank() {
        return nest.rank;
    }

    /** The first rank behind it and all that is in it. */
    int end() {
        return nest.end;
    }

    /** The element that it is directly in; null for {@code device}. */
    @Nullable
    PhoneElement group() {
        return nest.group;
    }

    /** How many ranks there are. */
    static int ranks() {
        return TABLE.nested.size();
    }

    static PhoneElement ofRank(int rank) {
        return TABLE.nested.get(rank);
    }

    /** An element with a text. With the default, which most have in most files, it is the same each time. */
    XmlNode.Element holding(String text) {
        return known && text.equals(byDefault) ? usual : XmlNode.Element.of(name, text);
    }

    /** The element directly in a group, or in {@code device} when there is no group; null when the table has none of that name. */
    static @Nullable PhoneElement child(@Nullable PhoneElement group, String name) {
        return (group == null ? TABLE.top : group.nest.below).get(name);
    }

    /**
     * Where it stands.
     *
     * @return the path, as {@link #find} takes it
     */
    public String path() {
        return path;
    }

    /**
     * Its own name.
     *
     * @return the name of the element or of the attribute
     */
    public String name() {
        return name;
    }

    /**
     * Whether it is an attribute.
     *
     * @return false for an element
     */
    public boolean attribute() {
        return attribute;
    }

    /**
     * What it holds.
     *
     * @return the type
     */
    public Type type() {
        return switch (form) {
            case GROUP -> Type.GROUP;
            case TRUE_FALSE, ONE_ZERO, ZERO_ONE -> Type.FLAG;
            case INTEGER -> Type.NUMBER;
            case WORD, LOOSE_WORD, PATTERN, LIST, LIMITED, ANY -> Type.TEXT;
        };
    }

    /**
     * What its text must do, as the end of a sentence that says "must".
     *
     * @return for example {@code be a whole number from 1 to 3}
     */
    public String rule() {
        return rule;
    }

    /**
     * What the product writes where nobody has set anything else.
     *
     * @return the text, or empty when no source names it
     */
    public Optional<String> defaultText() {
        return known ? Optional.of(byDefault) : Optional.empty();
    }

    /**
     * The families of phones that read it, where a source limits them.
     *
     * @return the families; empty when no source limits them
     */
    public Set<PhoneFamily> families() {
        return remarks.families;
    }

    /**
     * Whether its text must not be shown.
     *
     * @return true for passwords and the like
     */
    public boolean secret() {
        return remarks.secret;
    }

    /**
     * What a change of it costs.
     *
     * @return the effect
     */
    public Effect effect() {
        return remarks.effect;
    }

    /**
     * Whether it may stand there several times.
     *
     * @return true for lines, members, services and modules
     */
    public boolean repeats() {
        return repeats;
    }

    /** Whether something above it repeats, so that a path does not say which one is meant. */
    boolean withinRepeated() {
        return within;
    }

    /**
     * Whether only files of SIP phones have it (3.8).
     *
     * @return true when files of SCCP phones have it not
     */
    public boolean sipOnly() {
        return remarks.sip;
    }

    /**
     * Whether the same value says different things to different families; see {@link UserSetting}.
     *
     * @return true for the elements of 3.10
     */
    public boolean modelDependent() {
        return modelDependent;
    }

    /**
     * The section of phone-config-files that it comes from.
     *
     * @return for example {@code 3.4}
     */
    public String section() {
        return remarks.section;
    }

    /**
     * Reads the text of such an element. Flags are on only in exactly their own encoding, numbers are plain decimals: what a phone
     * would make of anything else differs (3.9).
     *
     * @param text the text, unescaped
     * @return the value; absent when the text is empty and the type is not text
     */
    public ElementValue read(String text) {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty()) {
            return type() != Type.TEXT ? new ElementValue.Absent() : textOf(text);
        }
        return switch (form) {
            case GROUP -> new ElementValue.Invalid(text, rule);
            case TRUE_FALSE -> flag(text, "true", "false");
            case ONE_ZERO -> flag(text, "1", "0");
            case ZERO_ONE -> flag(text, "0", "1");
            case INTEGER -> number(text);
            case WORD, LOOSE_WORD, PATTERN, LIST, LIMITED, ANY ->
                fits(text) ? textOf(text) : new ElementValue.Invalid(text, rule);
        };
    }

    private ElementValue textOf(String text) {
        return secret() ? new ElementValue.Secret(text) : new ElementValue.Text(text);
    }

    private ElementValue flag(String text, String on, String off) {
        if (text.equals(on)) {
            return new ElementValue.Flag(true);
        }
        return text.equals(off) ? new ElementValue.Flag(false) : new ElementValue.Invalid(text, rule);
    }

    private ElementValue number(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        boolean plain = text.length() > digits && text.length() <= 9 + digits;
        for (int i = digits; plain && i < text.length(); i++) {
            plain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!plain) {
            return new ElementValue.Invalid(text, rule);
        }
        int number = Integer.parseInt(text);
        return inRange(number) ? new ElementValue.WholeNumber(number) : new ElementValue.Invalid(text, rule);
    }

    private boolean inRange(int number) {
        return number >= least
                && number <= most
                && !(even && number % 2 != 0)
                && (only.isEmpty() || only.contains(number));
    }

    /** Single digits with commas or blanks between them. */
    private boolean isList(String text) {
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean between = c == ',' || c == ' ';
            if (between ? i == 0 : digit || c < '0' + least || c > '0' + most) {
                return false;
            }
            digit = !between;
        }
        return digit;
    }

    private boolean fits(String text) {
        if (text.isEmpty()) {
            return true;
        }
        return switch (form) {
            case WORD -> words.contains(text);
            case LOOSE_WORD -> words.contains(loose(text));
            case PATTERN ->
                text.length() <= Math.min(most, 4096) && pattern.matcher(text).matches();
            case LIST -> text.length() <= 4096 && isList(text);
            case LIMITED -> text.length() <= most;
            default -> true;
        };
    }

    /**
     * The text of a value in such an element.
     *
     * @param value a flag, number, text or secret, as the type demands
     * @return the text, unescaped
     * @throws IllegalArgumentException when the value has another type or breaks the rule; the message does not show it
     */
    public String write(ElementValue value) {
        Objects.requireNonNull(value, "value");
        if (value instanceof ElementValue.Flag flag) {
            switch (form) {
                case TRUE_FALSE -> {
                    return Boolean.toString(flag.on());
                }
                case ONE_ZERO -> {
                    return flag.on() ? "1" : "0";
                }
                case ZERO_ONE -> {
                    return flag.on() ? "0" : "1";
                }
                default -> throw misfit();
            }
        }
        if (value instanceof ElementValue.WholeNumber number) {
            if (form == Form.INTEGER && inRange(number.number())) {
                return Integer.toString(number.number());
            }
            throw misfit();
        }
        String text = value.asText().filter(t -> type() == Type.TEXT && fits(t)).orElseThrow(this::misfit);
        return Require.textOrEmpty(text, path, 4096);
    }

    private IllegalArgumentException misfit() {
        return new IllegalArgumentException(path + " must " + rule);
    }

    @Override
    public String toString() {
        return path;
    }

    /** The rows, read from the text. */
    private static final class Table {
        private final List<PhoneElement> rows;
        private final Map<String, PhoneElement> byPath;
        private final Map<String, PhoneElement> top = new LinkedHashMap<>();
        private final List<PhoneElement> nested = new ArrayList<>();

        private Table(Map<String, PhoneElement> byPath) {
            this.byPath = Collections.unmodifiableMap(byPath);
            this.rows = List.copyOf(byPath.values());
            for (PhoneElement row : rows) {
                int parent = Math.max(row.path.lastIndexOf('/'), row.path.lastIndexOf('@'));
                PhoneElement group = parent <= 0 ? null : byPath.get(row.path.substring(0, parent));
                row.nest.group = group;
                (group == null ? top : group.nest.below).put(row.attribute() ? "@" + row.name() : row.name(), row);
            }
            top.values().forEach(this::nest);
        }

        /** Gives each row its rank: rows that stand in several groups are made side by side, and not in their group. */
        private void nest(PhoneElement row) {
            row.nest.rank = nested.size();
            nested.add(row);
            row.nest.below.values().forEach(this::nest);
            row.nest.end = nested.size();
        }

        /** A row above the one that is read: in how many places it is. */
        private record Above(int indent, List<String> paths, Remarks remarks, boolean within) {}

        static Table read() {
            Map<String, PhoneElement> found = new LinkedHashMap<>();
            Deque<Above> above = new ArrayDeque<>();
            Remarks first = new Remarks("3.3", Effect.UNKNOWN, false, false, Set.of());
            above.push(new Above(-1, List.of(""), first, false));
            String text = PhoneElementTable.COMMON
                    + PhoneElementTable.SIP
                    + PhoneElementTable.LOADS
                    + PhoneElementTable.VENDOR
                    + PhoneElementTable.REST;
            for (String line : text.lines().toList()) {
                int indent = line.length() - line.stripLeading().length();
                while (above.peek().indent >= indent) {
                    above.pop();
                }
                Above parent = above.peek();
                String[] columns = line.strip().split(" ?;", -1);
                int blank = columns[0].indexOf(' ');
                String name = columns[0].substring(0, blank);
                boolean repeats = name.endsWith("*");
                Remarks remarks = remarks(parent.remarks, columns.length > 2 ? columns[2].strip() : "");
                List<String> paths = new ArrayList<>();
                for (String in : parent.paths) {
                    for (String one : names(repeats ? name.substring(0, name.length() - 1) : name)) {
                        String path = in.isEmpty() || one.startsWith("@") ? in + one : in + "/" + one;
                        PhoneElement element = new PhoneElement(
                                path,
                                found.size(),
                                columns[0].substring(blank + 1),
                                columns.length > 1 ? columns[1].strip() : "",
                                remarks,
                                repeats,
                                parent.within);
                        if (found.put(path, element) != null) {
                            throw new IllegalStateException("twice in the table of phone elements: " + path);
                        }
                        paths.add(path);
                    }
                }
                above.push(new Above(indent, paths, remarks, parent.within || repeats));
            }
            return new Table(found);
        }

        private static List<String> names(String name) {
            int brace = name.indexOf('{');
            if (brace < 0) {
                return List.of(name.split("\\|", -1));
            }
            int[] range = range(name.substring(brace + 1, name.length() - 1));
            List<String> names = new ArrayList<>();
            for (int i = range[0]; i <= range[1]; i++) {
                names.add(name.substring(0, brace) + i);
            }
            return names;
        }

        private static Remarks remarks(Remarks above, String text) {
            String section = above.section;
            Effect effect = above.effect;
            boolean sip = above.sip;
            boolean secret = above.secret;
            Set<PhoneFamily> families = EnumSet.noneOf(PhoneFamily.class);
            families.addAll(above.families);
            for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
                switch (word) {
                    case "restart" -> effect = Effect.RESTART;
                    case "live" -> effect = Effect.LIVE;
                    case "sip" -> sip = true;
                    case "secret" -> secret = true;
                    default -> {
                        if (word.startsWith("3.")) {
                            section = word;
                        } else {
                            families.add(PhoneFamily.valueOf(word));
                        }
                    }
                }
            }
            return new Remarks(section, effect, sip, secret, Collections.unmodifiableSet(families));
        }
    }
}
