package org.emcc.core.em;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What stands in an object or in one of its items besides what the SDK has a name for: attributes such as {@code appId}, elements such
 * as {@code KeyItem} and {@code URLDown}, and attributes of elements that hold a text, such as {@code method} of {@code URL}. It is
 * read, kept and written back. It prints names only.
 *
 * <p>Source: em-api-and-axl 2.6; design 6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PageExtras {
    private static final PageExtras NONE = new PageExtras(Map.of(), Map.of(), List.of());

    private final Map<String, String> attributes;
    private final Map<String, Map<String, String>> attributesOfTexts;
    private final List<PhoneElement> elements;

    private PageExtras(
            Map<String, String> attributes,
            Map<String, Map<String, String>> attributesOfTexts,
            List<PhoneElement> elements) {
        this.attributes = attributes;
        this.attributesOfTexts = attributesOfTexts;
        this.elements = elements;
    }

    /**
     * Nothing else.
     *
     * @return the value
     */
    public static PageExtras none() {
        return NONE;
    }

    /**
     * The same with one more attribute.
     *
     * @param name its name, such as {@code appId}
     * @param value its value
     * @return the new value
     * @throws IllegalArgumentException when a part breaks the rule of {@link PhoneElement}
     */
    public PageExtras withAttribute(String name, String value) {
        return new PageExtras(
                with(attributes, PhoneElement.requireName(name), PhoneElement.requireValue(value)),
                attributesOfTexts,
                elements);
    }

    /**
     * The same with one more attribute of an element that holds a text.
     *
     * @param element the name of the element, such as {@code URL}
     * @param name the name of the attribute, such as {@code method}
     * @param value its value
     * @return the new value
     * @throws IllegalArgumentException when a part breaks the rule of {@link PhoneElement}
     */
    public PageExtras withAttributeOf(String element, String name, String value) {
        Map<String, String> all =
                with(attributesOf(element), PhoneElement.requireName(name), PhoneElement.requireValue(value));
        return new PageExtras(attributes, with(attributesOfTexts, PhoneElement.requireName(element), all), elements);
    }

    /**
     * The same with one more element behind the others.
     *
     * @param element the element
     * @return the new value
     */
    public PageExtras withElement(PhoneElement element) {
        List<PhoneElement> more = new ArrayList<>(elements);
        more.add(Objects.requireNonNull(element, "element"));
        return new PageExtras(attributes, attributesOfTexts, List.copyOf(more));
    }

    /** What was read, which has passed the reader of XML and may have names that {@link PhoneElement#of} would not take. */
    static PageExtras kept(
            Map<String, String> attributes,
            Map<String, Map<String, String>> attributesOfTexts,
            List<PhoneElement> elements) {
        return attributes.isEmpty() && attributesOfTexts.isEmpty() && elements.isEmpty()
                ? NONE
                : new PageExtras(
                        Collections.unmodifiableMap(new LinkedHashMap<>(attributes)),
                        Collections.unmodifiableMap(new LinkedHashMap<>(attributesOfTexts)),
                        List.copyOf(elements));
    }

    /** These beside attributes of an element that have a name of their own: one of both twice would be no XML. */
    PageExtras requireBeside(Set<String> own) {
        for (String name : own) {
            if (attributes.containsKey(name)) {
                throw new IllegalArgumentException("the attributes besides must not be one of "
                        + own.stream().sorted().toList() + ", but " + name + " is there");
            }
        }
        return this;
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        Map<String, T> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return Collections.unmodifiableMap(more);
    }

    /**
     * The attributes of the object or item itself.
     *
     * @return an unmodifiable map, in the order of the document
     */
    public Map<String, String> attributes() {
        return attributes;
    }

    /**
     * The attributes of an element in it that holds a text.
     *
     * @param element the name of the element, such as {@code URL}
     * @return an unmodifiable map, in the order of the document; empty when there are none
     */
    public Map<String, String> attributesOf(String element) {
        return attributesOfTexts.getOrDefault(element, Map.of());
    }

    /**
     * The elements in it.
     *
     * @return an unmodifiable list, in the order of the document
     */
    public List<PhoneElement> elements() {
        return elements;
    }

    /** Two are equal when they hold the same; the order counts among elements only. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PageExtras that
                && attributes.equals(that.attributes)
                && attributesOfTexts.equals(that.attributesOfTexts)
                && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(attributes, attributesOfTexts, elements);
    }

    /** The names, and nothing of what they hold. */
    @Override
    public String toString() {
        return "PageExtras[" + attributes.keySet() + ", " + attributesOfTexts.keySet() + ", " + elements + "]";
    }
}
