package org.emcc.core.em;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode.Element;

/** Reads objects as they are met in the world (em-api-and-axl 2.10); {@link PhonePageSource} has made XML of the bytes. */
final class PhonePageReader {
    private static final Set<String> OF_A_HEAD = Set.of("Title", "Prompt");
    private static final Set<String> OF_A_TEXT = Set.of("Title", "Prompt", "Text");
    private static final Set<String> OF_A_FORM = Set.of("Title", "Prompt", "URL");
    private static final Set<String> OF_A_SOFT_KEY = Set.of("Name", "URL", "Position");
    private static final Set<String> OF_A_MENU_ITEM = Set.of("Name", "URL");
    private static final Set<String> OF_AN_INPUT_ITEM =
            Set.of("DisplayName", "QueryStringParam", "InputFlags", "DefaultValue");

    private final List<Problem> remarks;

    private PhonePageReader(List<Problem> remarks) {
        this.remarks = remarks;
    }

    static Decoded<PhonePage> read(byte[] document) {
        if (document.length > Xml.Limits.MESSAGE.bytes()) {
            return Decoded.refused(
                    "byte " + Xml.Limits.MESSAGE.bytes(),
                    "the page has " + document.length + " bytes, the limit is " + Xml.Limits.MESSAGE.bytes());
        }
        List<Problem> remarks = new ArrayList<>();
        try {
            Element root = PhonePageSource.tree(document, remarks);
            Optional<? extends PhonePage> page = new PhonePageReader(remarks).object(root);
            return page.isPresent() ? new Decoded.Ok<>(page.get(), remarks) : new Decoded.Refused<>(remarks);
        } catch (XmlException e) {
            remarks.add(0, new Problem(e.where(), String.valueOf(e.getMessage())));
            return new Decoded.Refused<>(remarks);
        }
    }

    /** What a phone can show of the head of any object. */
    static PageHead headOf(Element root) {
        return new PhonePageReader(new ArrayList<>()).head(root, PageExtras.none());
    }

    private Optional<? extends PhonePage> object(Element root) {
        return switch (root.name()) {
            case "CiscoIPPhoneText" -> Optional.of(text(root));
            case "CiscoIPPhoneMenu" -> Optional.of(menu(root));
            case "CiscoIPPhoneInput" -> input(root);
            case "CiscoIPPhoneExecute" -> execute(root);
            case "CiscoIPPhoneResponse" -> response(root);
            case "CiscoIPPhoneError" -> Optional.of(error(root));
            default -> other(root);
        };
    }

    private Optional<PhoneOther> other(Element root) {
        if (PhoneOther.isNamed(root.name())) {
            return Optional.of(PhoneOther.of(PhoneElement.kept(root)));
        }
        remark("root", "the element is none of the CiscoIPPhone family");
        return Optional.empty();
    }

    private PhoneText text(Element root) {
        PageExtras extras = extras(root, Set.of(), OF_A_TEXT, Set.of("SoftKeyItem"));
        return new PhoneText(head(root, extras), shown(root, root.name(), "Text", PhoneText.TEXT_LIMIT));
    }

    private PhoneMenu menu(Element root) {
        List<PhoneMenu.Item> items = new ArrayList<>();
        int nth = 0;
        for (Element item : limited(root, "MenuItem", PhoneMenu.ITEM_LIMIT)) {
            String at = at(root, "MenuItem", ++nth);
            made(
                            at,
                            () -> new PhoneMenu.Item(
                                    shown(item, at, "Name", PhoneMenu.Item.NAME_LIMIT),
                                    item.textOf("URL").orElse(""),
                                    extras(item, Set.of(), OF_A_MENU_ITEM, Set.of())))
                    .ifPresent(items::add);
        }
        return new PhoneMenu(head(root, extras(root, Set.of(), OF_A_HEAD, Set.of("SoftKeyItem", "MenuItem"))), items);
    }

    private Optional<PhoneInput> input(Element root) {
        List<PhoneInput.Item> items = new ArrayList<>();
        int nth = 0;
        for (Element item : limited(root, "InputItem", PhoneInput.ITEM_LIMIT)) {
            String at = at(root, "InputItem", ++nth);
            made(at, () -> field(item, at)).ifPresent(items::add);
        }
        PageHead head = head(root, extras(root, Set.of(), OF_A_FORM, Set.of("SoftKeyItem", "InputItem")));
        return made(root.name(), () -> new PhoneInput(head, root.textOf("URL").orElse(""), items));
    }

    private PhoneInput.Item field(Element item, String at) {
        return new PhoneInput.Item(
                shown(item, at, "DisplayName", Display.SHORT),
                item.textOf("QueryStringParam").orElse(""),
                flags(item.textOf("InputFlags").orElse(""), at),
                shown(item, at, "DefaultValue", Display.SHORT),
                extras(item, Set.of(), OF_AN_INPUT_ITEM, Set.of()));
    }

    /** The flags; where they are of no known form, any text, masked if there is a P: better hidden than shown. */
    private PhoneInput.Flags flags(String text, String at) {
        try {
            return PhoneInput.Flags.parse(text);
        } catch (IllegalArgumentException e) {
            remark(at + "/InputFlags", "the flags are unknown and were read as any text");
            return new PhoneInput.Flags(
                    PhoneInput.Mode.A, text.toUpperCase(Locale.ROOT).contains("P"));
        }
    }

    private Optional<PhoneExecute> execute(Element root) {
        List<PhoneExecute.Item> items = new ArrayList<>();
        int nth = 0;
        for (Element item : limited(root, "ExecuteItem", PhoneExecute.ITEM_LIMIT)) {
            String at = at(root, "ExecuteItem", ++nth);
            made(
                            at,
                            () -> new PhoneExecute.Item(
                                    item.attribute("URL").orElse(""),
                                    number(item, at, "Priority", 3).orElse(0),
                                    extras(item, PhoneExecute.Item.ATTRIBUTES, Set.of(), Set.of())))
                    .filter(each -> firstOfHttp(each, items, at))
                    .ifPresent(items::add);
        }
        PageExtras extras = extras(root, Set.of(), Set.of(), Set.of("ExecuteItem"));
        return made(root.name(), () -> new PhoneExecute(items, extras));
    }

    private boolean firstOfHttp(PhoneExecute.Item item, List<PhoneExecute.Item> before, String at) {
        boolean good = !item.http() || before.stream().noneMatch(PhoneExecute.Item::http);
        if (!good) {
            remark(at, "a phone takes one HTTP URL, and this further one is left out");
        }
        return good;
    }

    private Optional<PhoneResponse> response(Element root) {
        List<PhoneResponse.Item> items = new ArrayList<>();
        int nth = 0;
        for (Element item : limited(root, "ResponseItem", PhoneResponse.ITEM_LIMIT)) {
            String at = at(root, "ResponseItem", ++nth);
            String url = cut(item.attribute("URL").orElse(""), at + "/@URL", PhoneResponse.Item.TEXT_LIMIT);
            String data = cut(item.attribute("Data").orElse(""), at + "/@Data", PhoneResponse.Item.TEXT_LIMIT);
            PhoneResponse.Item read = number(item, at, "Status", 999)
                    .map(status -> PhoneResponse.Item.of(url, data, status))
                    .orElseGet(() -> PhoneResponse.Item.withoutStatus(url, data));
            items.add(read.withExtras(extras(item, PhoneResponse.Item.ATTRIBUTES, Set.of(), Set.of())));
        }
        PageExtras extras = extras(root, Set.of(), Set.of(), Set.of("ResponseItem"));
        return made(root.name(), () -> new PhoneResponse(items, extras));
    }

    private PhoneError error(Element root) {
        return new PhoneError(
                number(root, root.name(), "Number", 999).orElse(0),
                cut(root.text(), root.name(), PhoneText.TEXT_LIMIT),
                extras(root, PhoneError.ATTRIBUTES, Set.of(), Set.of()));
    }

    /** A number in an attribute, or empty when there is none that can be. */
    private Optional<Integer> number(Element element, String at, String attribute, int max) {
        String text = element.attribute(attribute).map(String::trim).orElse("");
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= max) {
            return Optional.of(Integer.parseInt(text));
        }
        remark(at + "/@" + attribute, text.isEmpty() ? "the number is missing" : "the text is no number up to " + max);
        return Optional.empty();
    }

    private PageHead head(Element root, PageExtras extras) {
        PageHead.Builder head = PageHead.builder()
                .title(shown(root, root.name(), "Title", PageHead.TEXT_LIMIT))
                .prompt(shown(root, root.name(), "Prompt", PageHead.TEXT_LIMIT))
                .extras(extras);
        int nth = 0;
        for (Element key : limited(root, "SoftKeyItem", PageHead.SOFT_KEY_LIMIT)) {
            String at = at(root, "SoftKeyItem", ++nth);
            int place = position(key.textOf("Position").orElse(""), at, nth);
            made(
                            at,
                            () -> new PageHead.SoftKey(
                                    shown(key, at, "Name", PageHead.TEXT_LIMIT),
                                    key.textOf("URL").orElse(""),
                                    place,
                                    extras(key, Set.of(), OF_A_SOFT_KEY, Set.of())))
                    .ifPresent(head::softKey);
        }
        return head.build();
    }

    /** The position of a softkey; one without is put where it stands in the document. */
    private int position(String text, String at, int nth) {
        if (text.equals("-1")) {
            return -1;
        }
        if (text.matches("[0-9]{1,2}")) {
            return Integer.parseInt(text);
        }
        remark(at + "/Position", "there is no position, and the order of the document counts");
        return nth;
    }

    /**
     * What has no name here: attributes but those that are known, attributes of known texts, and elements. Of a text that is there
     * twice the first counts, and the second is one of these.
     */
    private static PageExtras extras(Element element, Set<String> attributes, Set<String> texts, Set<String> items) {
        Map<String, String> others = new LinkedHashMap<>(element.attributes());
        others.keySet().removeAll(attributes);
        Map<String, Map<String, String>> ofTexts = new LinkedHashMap<>();
        List<PhoneElement> elements = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Element child : element.elements()) {
            boolean first = texts.contains(child.name()) && !seen.contains(child.name());
            if (first) {
                seen.add(child.name());
                if (!child.attributes().isEmpty()) {
                    ofTexts.put(child.name(), child.attributes());
                }
            } else if (!items.contains(child.name())) {
                elements.add(PhoneElement.kept(child));
            }
        }
        return PageExtras.kept(others, ofTexts, elements);
    }

    private static String at(Element root, String name, int nth) {
        return root.name() + "/" + name + "[" + nth + "]";
    }

    private List<Element> limited(Element root, String name, int limit) {
        List<Element> found = root.all(name);
        if (found.size() > limit) {
            remark(
                    root.name() + "/" + name,
                    "there are " + found.size() + " elements, and those beyond " + limit + " are left out");
            return found.subList(0, limit);
        }
        return found;
    }

    private String shown(Element parent, String at, String child, int limit) {
        return cut(parent.textOf(child).orElse(""), at + "/" + child, limit);
    }

    private String cut(String text, String at, int limit) {
        String fitting = Display.fit(text, limit);
        if (text.length() > limit) {
            remark(at, "the text has " + text.length() + " characters and was cut to " + limit);
        }
        return fitting;
    }

    private <T> Optional<T> made(String at, Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException e) {
            remark(at, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void remark(String at, String message) {
        remarks.add(new Problem(at, message));
    }
}
