package org.emcc.core.em;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode.Element;

/** Reads pages as they are met in the world (em-api-and-axl 2.10). */
final class PhonePageReader {
    private static final Pattern DECLARATION = Pattern.compile("\\s*<\\?xml\\b([^>]{0,200}?)\\?>");
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']{0,40})[\"']");
    private static final Pattern LONE_AMPERSAND =
            Pattern.compile("&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)");

    private final List<Problem> remarks = new ArrayList<>();

    private PhonePageReader() {}

    static Decoded<PhonePage> read(byte[] document) {
        if (document.length > Xml.Limits.MESSAGE.bytes()) {
            return Decoded.refused(
                    "byte " + Xml.Limits.MESSAGE.bytes(),
                    "the page has " + document.length + " bytes, the limit is " + Xml.Limits.MESSAGE.bytes());
        }
        try {
            return new PhonePageReader().page(document);
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        }
    }

    private Decoded<PhonePage> page(byte[] document) throws XmlException {
        Element root = tree(withoutDeclarations(decoded(document)));
        Optional<? extends PhonePage> page = switch (root.name()) {
            case "CiscoIPPhoneText" -> Optional.of(text(root));
            case "CiscoIPPhoneMenu" -> Optional.of(menu(root));
            case "CiscoIPPhoneInput" -> input(root);
            default -> {
                remark("root", "the object is not one of CiscoIPPhoneText, CiscoIPPhoneMenu, CiscoIPPhoneInput");
                yield Optional.empty();
            }
        };
        return page.isPresent() ? new Decoded.Ok<>(page.get(), remarks) : new Decoded.Refused<>(remarks);
    }

    /** The text of the document: its own byte order mark or encoding first, then UTF-8, and ISO-8859-1 where that fails. */
    private String decoded(byte[] document) {
        Charset marked = mark(document);
        if (marked != null) {
            String text = new String(document, marked);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        String head = new String(document, 0, Math.min(document.length, 256), StandardCharsets.ISO_8859_1);
        Matcher encoding = ENCODING.matcher(head);
        if (encoding.find() && encoding.group(1).toUpperCase(Locale.ROOT).equals("ISO-8859-1")) {
            return new String(document, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException e) {
            remark("document", "the bytes are not UTF-8 and were read as ISO-8859-1");
            return new String(document, StandardCharsets.ISO_8859_1);
        }
    }

    private static @org.jspecify.annotations.Nullable Charset mark(byte[] document) {
        int first = document.length > 0 ? document[0] & 0xFF : 0;
        int second = document.length > 1 ? document[1] & 0xFF : 0;
        int third = document.length > 2 ? document[2] & 0xFF : 0;
        if (first == 0xFE && second == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (first == 0xFF && second == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return first == 0xEF && second == 0xBB && third == 0xBF ? StandardCharsets.UTF_8 : null;
    }

    private String withoutDeclarations(String text) {
        int from = 0;
        int declarations = 0;
        Matcher declaration = DECLARATION.matcher(text);
        while (declaration.region(from, text.length()).lookingAt()) {
            from = declaration.end();
            declarations++;
        }
        if (declarations > 1) {
            remark("document", "there is more than one XML declaration");
        }
        return text.substring(from).strip();
    }

    private Element tree(String text) throws XmlException {
        try {
            return parsed(text);
        } catch (XmlException e) {
            String mended = LONE_AMPERSAND.matcher(text).replaceAll("&amp;");
            if (mended.length() == text.length()) {
                throw e;
            }
            Element root = parsed(mended);
            remark("document", "an ampersand is not escaped");
            return root;
        }
    }

    private static Element parsed(String text) throws XmlException {
        return Xml.read(text.getBytes(StandardCharsets.UTF_8), Xml.Limits.MESSAGE, Xml.Doctype.IGNORED);
    }

    private PhoneText text(Element root) {
        return new PhoneText(head(root), shown(root, "Text", PhoneText.TEXT_LIMIT));
    }

    private PhoneMenu menu(Element root) {
        List<PhoneMenu.Item> items = new ArrayList<>();
        for (Element item : limited(root, "MenuItem", PhoneMenu.ITEM_LIMIT)) {
            made(
                            "MenuItem",
                            () -> new PhoneMenu.Item(
                                    shown(item, "Name", PhoneMenu.Item.NAME_LIMIT),
                                    item.textOf("URL").orElse("")))
                    .ifPresent(items::add);
        }
        return new PhoneMenu(head(root), items);
    }

    private Optional<PhoneInput> input(Element root) {
        List<PhoneInput.Item> items = new ArrayList<>();
        for (Element item : limited(root, "InputItem", PhoneInput.ITEM_LIMIT)) {
            made(
                            "InputItem",
                            () -> new PhoneInput.Item(
                                    shown(item, "DisplayName", Display.SHORT),
                                    item.textOf("QueryStringParam").orElse(""),
                                    flags(item.textOf("InputFlags").orElse("")),
                                    shown(item, "DefaultValue", Display.SHORT)))
                    .ifPresent(items::add);
        }
        PageHead head = head(root);
        return made(
                "CiscoIPPhoneInput",
                () -> new PhoneInput(head, root.textOf("URL").orElse(""), items));
    }

    /** The flags; where they are of no known form, any text, masked if there is a P: better hidden than shown. */
    private PhoneInput.Flags flags(String text) {
        try {
            return PhoneInput.Flags.parse(text);
        } catch (IllegalArgumentException e) {
            remark("InputItem/InputFlags", "the flags are unknown and were read as any text");
            return new PhoneInput.Flags(
                    PhoneInput.Mode.A, text.toUpperCase(Locale.ROOT).contains("P"));
        }
    }

    private PageHead head(Element root) {
        PageHead.Builder head = PageHead.builder()
                .title(shown(root, "Title", PageHead.TEXT_LIMIT))
                .prompt(shown(root, "Prompt", PageHead.TEXT_LIMIT));
        int nth = 0;
        for (Element key : limited(root, "SoftKeyItem", PageHead.SOFT_KEY_LIMIT)) {
            nth++;
            int place = position(key.textOf("Position").orElse(""), nth);
            made(
                            "SoftKeyItem",
                            () -> new PageHead.SoftKey(
                                    shown(key, "Name", PageHead.TEXT_LIMIT),
                                    key.textOf("URL").orElse(""),
                                    place))
                    .ifPresent(each -> head.softKey(each.name(), each.url(), each.position()));
        }
        return head.build();
    }

    /** The position of a softkey; one without is put where it stands in the document. */
    private int position(String text, int nth) {
        if (text.equals("-1")) {
            return -1;
        }
        if (text.matches("[0-9]{1,2}")) {
            return Integer.parseInt(text);
        }
        remark("SoftKeyItem/Position", "there is no position, and the order of the document counts");
        return nth;
    }

    private List<Element> limited(Element root, String name, int limit) {
        List<Element> found = root.all(name);
        if (found.size() > limit) {
            remark(name, "there are " + found.size() + " elements, and those beyond " + limit + " are left out");
            return found.subList(0, limit);
        }
        return found;
    }

    private String shown(Element parent, String child, int limit) {
        String text = parent.textOf(child).orElse("");
        String fitting = Display.fit(text, limit);
        if (fitting.length() != text.length()) {
            remark(child, "the text has " + text.length() + " characters and was cut to " + limit);
        }
        return fitting;
    }

    private <T> Optional<T> made(String where, java.util.function.Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException e) {
            remark(where, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void remark(String where, String message) {
        remarks.add(new Problem(where, message));
    }
}
