package org.emcc.core.em;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.emcc.core.Problem;
import org.emcc.core.internal.XmlNode;

/** The parts of an element by name, with the path that a problem names. Nothing of the document is ever quoted. */
final class Fields {
    private final XmlNode.Element element;
    private final String path;

    private Fields(XmlNode.Element element, String path) {
        this.element = element;
        this.path = path;
    }

    /** What is wrong with a document; caught by the codec. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Broken(String where, String message) {
            super(message);
            this.problem = new Problem(where, message);
        }

        Problem problem() {
            return problem;
        }
    }

    static Fields of(XmlNode.Element root) {
        return new Fields(root, root.name());
    }

    String path() {
        return path;
    }

    String name() {
        return element.name();
    }

    /** The child that has one of several names; there must be one of them, and once. */
    Fields oneOf(List<String> names) throws Broken {
        List<String> there = names.stream().filter(this::has).toList();
        if (there.size() != 1) {
            throw new Broken(
                    path,
                    "there must be one of the elements " + String.join(", ", names) + ", but there are "
                            + there.size());
        }
        return child(there.get(0));
    }

    boolean has(String child) {
        return element.first(child).isPresent();
    }

    /** A child that may occur once. */
    Optional<Fields> optional(String child) throws Broken {
        List<XmlNode.Element> found = element.all(child);
        if (found.size() > 1) {
            throw new Broken(path + "/" + child, "the element must not occur more than once");
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new Fields(found.get(0), path + "/" + child));
    }

    /** A child that must occur once. */
    Fields child(String child) throws Broken {
        Optional<Fields> found = optional(child);
        if (found.isEmpty()) {
            throw new Broken(path + "/" + child, "the element is missing");
        }
        return found.get();
    }

    /** Every child of a name. */
    List<Fields> all(String child) {
        return element.all(child).stream()
                .map(each -> new Fields(each, path + "/" + child))
                .toList();
    }

    /** The text of a child that must occur once, made into a value. */
    <T> T value(String child, Function<String, T> make) throws Broken {
        return child(child).as(make);
    }

    /** The text of a child that may occur once, made into a value. */
    <T> Optional<T> optionalValue(String child, Function<String, T> make) throws Broken {
        Optional<Fields> found = optional(child);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get().as(make));
    }

    /** A child that may occur once, unless it is empty. */
    Optional<Fields> filled(String child) throws Broken {
        return optional(child)
                .filter(found -> !found.element.text().isEmpty()
                        || !found.element.elements().isEmpty());
    }

    /** The text of a child that may occur once, made into a value, unless it is empty. */
    <T> Optional<T> filledValue(String child, Function<String, T> make) throws Broken {
        Optional<Fields> found = filled(child);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get().as(make));
    }

    /** The text of this element as it stands, blanks included, made into a value. */
    <T> T as(Function<String, T> make) throws Broken {
        StringBuilder text = new StringBuilder();
        for (XmlNode node : element.children()) {
            if (node instanceof XmlNode.Text piece) {
                text.append(piece.text());
            }
        }
        return made(path, text.toString(), make);
    }

    /** An attribute that must be there, made into a value. */
    <T> T attribute(String name, Function<String, T> make) throws Broken {
        Optional<String> found = element.attribute(name);
        if (found.isEmpty()) {
            throw new Broken(path + "/@" + name, "the attribute is missing");
        }
        return made(path + "/@" + name, found.get(), make);
    }

    /** An attribute that may be there, made into a value. */
    <T> Optional<T> optionalAttribute(String name, Function<String, T> make) throws Broken {
        return element.attribute(name).isPresent() ? Optional.of(attribute(name, make)) : Optional.empty();
    }

    /** The trimmed text of each child by its name, in order; of two of one name the first. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        element.elements().forEach(each -> texts.putIfAbsent(each.name(), each.text()));
        return texts;
    }

    /** Makes the value of this element out of parts that were read; the parts may not fit together. */
    <T> T made(java.util.function.Supplier<T> make) throws Broken {
        return made(path, "", ignored -> make.get());
    }

    private static <T> T made(String where, String text, Function<String, T> make) throws Broken {
        try {
            return make.apply(text);
        } catch (IllegalArgumentException | java.time.DateTimeException | ArithmeticException e) {
            throw new Broken(where, rule(e));
        }
    }

    /** The rule that a value type names, without the text that broke it: what follows "but" quotes the document. */
    private static String rule(RuntimeException e) {
        String message = e instanceof IllegalArgumentException && e.getMessage() != null ? e.getMessage() : "";
        int but = message.indexOf(", but ");
        return but > 0 ? message.substring(0, but) : "the value breaks its rule";
    }

    /** Reads exactly {@code true} or {@code false}. */
    static boolean bool(String text) {
        return switch (text.trim()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("the value must be true or false, but is not");
        };
    }

    /** Reads a whole number. */
    static int number(String text) {
        String digits = text.trim();
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("the value must be a number of 1 to 9 digits, but is not");
        }
        return Integer.parseInt(digits);
    }

    /** Reads the name of a constant. */
    static <E extends Enum<E>> Function<String, E> constant(Class<E> type) {
        return text -> {
            for (E each : type.getEnumConstants()) {
                if (each.name().equals(text.trim())) {
                    return each;
                }
            }
            throw new IllegalArgumentException(
                    "the value must be one of " + List.of(type.getEnumConstants()) + ", but is not");
        };
    }
}
