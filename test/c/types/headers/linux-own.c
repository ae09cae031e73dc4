// platforms: linux
// What its headers declare alike with every C library; elsewhere these are pointers, records or other numbers.
// sizeof(pthread_t) = 8
// (pthread_t)-1 > 0 = 1
// sizeof(key_t) = 4
// sizeof(clockid_t) = 4
