extension RandomAccessCollection {
    /// The first index whose element is in the second part of a collection that is sorted into two parts; the end where none is.
    ///
    /// Binary search: `isSecond` is asked once for each halving.
    @inlinable
    package func partitioningIndex(where isSecond: (Element) -> Bool) -> Index {
        var (low, count) = (startIndex, count)
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if isSecond(self[middle]) {
                count = half
            } else {
                low = index(after: middle)
                count -= half + 1
            }
        }
        return low
    }
}
