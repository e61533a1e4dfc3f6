package dev.workerapp.samples.shop;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the shop sells.
 *
 * @param price in cents
 */
record Product(int id, String name, int price) {

    static final List<Product> ALL =
            List.of(new Product(1, "tea", 450), new Product(2, "coffee", 725), new Product(3, "cocoa", 580));

    static Optional<Product> byId(String id) {
        return ALL.stream()
                .filter(product -> Integer.toString(product.id).equals(id))
                .findFirst();
    }

    static String allAsJson() {
        return ALL.stream().map(Product::json).collect(Collectors.joining(",", "[", "]"));
    }

    String json() {
        return "{\"id\":%d,\"name\":\"%s\",\"price\":%d}".formatted(id, name, price);
    }
}
