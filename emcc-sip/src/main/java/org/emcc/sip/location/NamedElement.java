package org.emcc.sip.location;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;
import org.jspecify.annotations.Nullable;

/**
 * An element whose prefix is resolved to the namespace that it stands for. White space around the name of a namespace is taken
 * away, because the product writes some (sip 3.3).
 *
 * <p>An element whose prefix is not declared belongs to no namespace and keeps its raw name with the colon, so that it can be
 * nothing that is known.
 */
record NamedElement(XmlNode.Element element, String namespace, String local, List<NamedElement> children) {
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    /** The prefixes that one element declares, on top of those of the elements around it. */
    private record Scope(@Nullable Scope outer, Map<String, String> declared) {
        /** The namespace of a prefix; empty for none; null when the prefix is not declared. */
        @Nullable
        String find(String prefix) {
            for (Scope scope = this; scope != null; scope = scope.outer()) {
                String found = scope.declared().get(prefix);
                if (found != null) {
                    return found.isEmpty() && !prefix.isEmpty() ? null : found;
                }
            }
            return prefix.isEmpty() ? "" : null;
        }
    }

    /** Resolves a whole tree; its depth is bounded by the reader. The work is linear in the number of nodes. */
    static NamedElement of(XmlNode.Element root, Consumer<Problem> problems) {
        return resolve(root, new Scope(null, Map.of("xml", XML)), problems);
    }

    private static NamedElement resolve(XmlNode.Element element, Scope outer, Consumer<Problem> problems) {
        Scope scope = declared(element, outer, problems);
        int colon = element.name().indexOf(':');
        String prefix = colon < 0 ? "" : element.name().substring(0, colon);
        String local = element.name().substring(colon + 1);
        String namespace = scope.find(prefix);
        if (namespace == null || local.isEmpty() || colon == 0 || local.indexOf(':') >= 0) {
            problems.accept(new Problem(
                    Require.clip(element.name()), "the name must have at most one prefix, and one that is declared"));
            namespace = "";
            local = element.name();
        }
        List<NamedElement> children = new ArrayList<>();
        for (XmlNode child : element.children()) {
            if (child instanceof XmlNode.Element inner) {
                children.add(resolve(inner, scope, problems));
            }
        }
        return new NamedElement(element, namespace, local, List.copyOf(children));
    }

    private static Scope declared(XmlNode.Element element, Scope outer, Consumer<Problem> problems) {
        Map<String, String> found = Map.of();
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            String name = attribute.getKey();
            if (!name.equals("xmlns") && !name.startsWith("xmlns:")) {
                continue;
            }
            String prefix = name.equals("xmlns") ? "" : name.substring("xmlns:".length());
            String namespace = trimmed(attribute.getValue());
            String wrong = wrong(prefix, namespace, attribute.getValue());
            if (!wrong.isEmpty()) {
                problems.accept(new Problem(Require.clip(element.name() + "/@" + name), wrong));
            }
            if (isReserved(prefix, namespace)) {
                continue;
            }
            if (found.isEmpty()) {
                found = new HashMap<>();
            }
            found.put(prefix, namespace);
        }
        return found.isEmpty() ? outer : new Scope(outer, found);
    }

    private static boolean isReserved(String prefix, String namespace) {
        return prefix.equals("xml") || prefix.equals("xmlns") || namespace.equals(XML) || namespace.equals(XMLNS);
    }

    private static String wrong(String prefix, String namespace, String written) {
        if (isReserved(prefix, namespace)) {
            return prefix.equals("xml") && namespace.equals(XML)
                    ? ""
                    : "the prefixes and namespaces of XML itself must not be declared anew";
        }
        if (namespace.isEmpty() && !prefix.isEmpty()) {
            return "a prefix must stand for a namespace";
        }
        return namespace.length() == written.length()
                ? ""
                : "the name of a namespace must have no white space around it; it was taken without";
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    boolean is(String inNamespace, String named) {
        return local.equals(named) && namespace.equals(inNamespace);
    }

    /** The child elements of that name, in order. */
    List<NamedElement> all(String inNamespace, String named) {
        return children.stream().filter(child -> child.is(inNamespace, named)).toList();
    }

    /** The child elements of that name in one of these namespaces, in order. */
    List<NamedElement> all(List<String> inNamespaces, String named) {
        return children.stream()
                .filter(child -> child.local().equals(named) && inNamespaces.contains(child.namespace()))
                .toList();
    }
}
