package dev.workerapp.samples.shop;

import java.util.Arrays;
import java.util.Optional;

/** So many of a product. */
record Order(Product product, int quantity) {

    private static final String QUANTITY = "[1-9]\\d{0,2}";

    /** An order from a form, {@code product=2&quantity=3}; empty when the form is not one. */
    static Optional<Order> of(String form) {
        var quantity = field(form, "quantity");
        return quantity.matches(QUANTITY)
                ? Product.byId(field(form, "product")).map(product -> new Order(product, Integer.parseInt(quantity)))
                : Optional.empty();
    }

    String json() {
        return "{\"product\":%d,\"quantity\":%d,\"total\":%d}"
                .formatted(product.id(), quantity, quantity * product.price());
    }

    private static String field(String form, String name) {
        return Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith(name + "="))
                .map(field -> field.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}
