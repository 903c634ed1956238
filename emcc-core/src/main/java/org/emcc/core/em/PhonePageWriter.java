package org.emcc.core.em;

import org.emcc.core.internal.Xml;

/** Writes pages by hand, because phones want more escaped than XML does (em-api-and-axl 2.6). */
final class PhonePageWriter {
    private final StringBuilder out = new StringBuilder(512);

    private PhonePageWriter() {}

    static String write(PhonePage page) {
        return new PhonePageWriter().page(page);
    }

    private String page(PhonePage page) {
        String name = switch (page.kind()) {
            case TEXT -> "CiscoIPPhoneText";
            case MENU -> "CiscoIPPhoneMenu";
            case INPUT -> "CiscoIPPhoneInput";
        };
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").append(name).append(">\n");
        leafUnlessEmpty("Title", page.head().title());
        leafUnlessEmpty("Prompt", page.head().prompt());
        switch (page.kind()) {
            case TEXT -> leaf("Text", ((PhoneText) page).text());
            case MENU -> ((PhoneMenu) page).items().forEach(this::item);
            case INPUT -> {
                leaf("URL", ((PhoneInput) page).url());
                ((PhoneInput) page).items().forEach(this::item);
            }
        }
        page.head().softKeys().forEach(this::softKey);
        return out.append("</").append(name).append(">\n").toString();
    }

    private void item(PhoneMenu.Item item) {
        out.append("<MenuItem>\n");
        leaf("Name", item.name());
        leaf("URL", item.url());
        out.append("</MenuItem>\n");
    }

    private void item(PhoneInput.Item item) {
        out.append("<InputItem>\n");
        leaf("DisplayName", item.displayName());
        leaf("QueryStringParam", item.queryStringParam());
        leaf("InputFlags", item.flags().toString());
        leaf("DefaultValue", item.defaultValue());
        out.append("</InputItem>\n");
    }

    private void softKey(PageHead.SoftKey key) {
        out.append("<SoftKeyItem>\n");
        leaf("Name", key.name());
        leafUnlessEmpty("URL", key.url());
        leaf("Position", String.valueOf(key.position()));
        out.append("</SoftKeyItem>\n");
    }

    private void leafUnlessEmpty(String name, String text) {
        if (!text.isEmpty()) {
            leaf(name, text);
        }
    }

    private void leaf(String name, String text) {
        StringBuilder escaped = new StringBuilder();
        Xml.escape(text, escaped, false);
        out.append('<').append(name).append('>');
        out.append(escaped.toString().replace("\"", "&quot;").replace("'", "&apos;"));
        out.append("</").append(name).append(">\n");
    }
}
